// @ts-check

/**
 * One row per entity in the queue: since an entity can wait in stratum 0 or 1, the stratum is no
 * part of the key any more. So nobody evaluates an entity twice at the same time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('evaluation_queue', table => {
    table.dropPrimary();
  });
  await knex.schema.alterTable('evaluation_queue', table => {
    table.primary(['entity_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('evaluation_queue', table => {
    table.dropPrimary();
  });
  await knex.schema.alterTable('evaluation_queue', table => {
    table.primary(['stratum', 'entity_id']);
  });
};
