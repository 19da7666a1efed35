// @ts-check

/**
 * Facts of the past that are replayed on the first start: how far that is, and which replica does it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replays', table => {
    table.comment('Replays of facts of the past');
    table.string('id', 63).primary();
    table.text('series').notNullable().comment('Ids, joined by a comma');
    table
      .string('status', 20)
      .notNullable()
      .comment('running, completed, refused or failed');
    table
      .bigInteger('until_at')
      .notNullable()
      .comment('The present, as it was when it began');
    table.string('day', 10).comment('The last day that is done');
    table.integer('facts').notNullable().comment('Facts told so far');
    table
      .integer('refused')
      .notNullable()
      .comment('Items that could not be taken');
    table.string('ticket', 36).comment('Whose it is; null: nobody is at it');
    table.bigInteger('lease_until');
    table.bigInteger('started_at').notNullable();
    table.bigInteger('finished_at');
    table.text('last_error');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('replays');
};
