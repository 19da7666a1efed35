// @ts-check

/**
 * The level of an entity by the checks that read nothing of others: what the entities that depend
 * on it see. All stored answers are due again, since those before this know no base level.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scores', table => {
    table.integer('base_level').notNullable().defaultTo(0);
    table
      .integer('base_ceiling')
      .notNullable()
      .defaultTo(0)
      .comment('The highest level that these checks offer');
  });
  await knex('scores').update({ next_at: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scores', table => {
    table.dropColumn('base_level');
    table.dropColumn('base_ceiling');
  });
};
