// @ts-check

/**
 * Finds snapshots that are over by their last day, so that old ones are deleted without reading the others.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create index rollup_days_until_idx on rollup_days (until_day)
     where until_day is not null`,
  );
  await knex.raw(
    `create index entities_removed_idx on entities (removed_at)
     where removed_at is not null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index entities_removed_idx');
  await knex.raw('drop index rollup_days_until_idx');
};
