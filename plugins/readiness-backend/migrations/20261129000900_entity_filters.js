// @ts-check

const columns = ['system_ref', 'domain_ref', 'lifecycle'];

/**
 * Finds the entities of a system, domain or life cycle, by which lists and roll-ups are filtered.
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
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const column of columns) {
    await knex.raw(`drop index entities_${column}_idx`);
  }
};
