// @ts-check

/**
 * Since when no replica is known to be able to read an active version, and when one last said that it cannot.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('definitions', table => {
    table.bigInteger('unreadable_since');
    table.bigInteger('unreadable_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('definitions', table => {
    table.dropColumn('unreadable_since');
    table.dropColumn('unreadable_at');
  });
};
