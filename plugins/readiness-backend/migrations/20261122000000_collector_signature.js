// @ts-check

/**
 * What a collector looked for when it last began: once it looks for something else, its facts lack it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('collector_runs', table => {
    table.string('signature', 64);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('collector_runs', table => {
    table.dropColumn('signature');
  });
};
