// @ts-check

/**
 * The queue is read in claiming order alone. With an index on the time, a claim read and sorted all
 * that was due, and each update of the time wrote to every index; without it, and with room on its
 * page, an update writes to none.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('evaluation_queue', table => {
    table.dropIndex([], 'evaluation_queue_next_idx');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table evaluation_queue set (fillfactor = 50)');
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('alter table evaluation_queue reset (fillfactor)');
  }
  await knex.schema.alterTable('evaluation_queue', table => {
    table.index(['next_at'], 'evaluation_queue_next_idx');
  });
};
