// @ts-check

const columns = ['system_ref', 'domain_ref', 'lifecycle'];

/**
 * Finds the entities of a system, domain or life cycle, by which lists and roll-ups are filtered, the scores of a
 * team, and those in grace, which counters leave out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const column of columns) {
    await knex.raw(
      `create index entities_${column}_idx on entities (${column})
       where ${column} is not null`,
    );
  }
  await knex.raw(
    'create index scores_owner_set_idx on scores (definition_id, owner_set_id)',
  );
  await knex.raw(
    `create index scores_grace_idx on scores (definition_id, owner_set_id)
     where in_grace`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index scores_grace_idx');
  await knex.raw('drop index scores_owner_set_idx');
  for (const column of columns) {
    await knex.raw(`drop index entities_${column}_idx`);
  }
};
