// @ts-check

/**
 * When a version was active, and from which days its new and stricter checks count.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('definitions', table => {
    table.text('enforcement');
    table.bigInteger('activated_at');
    table.bigInteger('deactivated_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('definitions', table => {
    table.dropColumn('enforcement');
    table.dropColumn('activated_at');
    table.dropColumn('deactivated_at');
  });
};
