// @ts-check

/**
 * The lines around a problem of a document, with a mark below the place.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('problems', table => {
    table.text('excerpt');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('problems', table => {
    table.dropColumn('excerpt');
  });
};
