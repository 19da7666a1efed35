// @ts-check

/**
 * Lists of what changed begin with the newest, whatever it is about.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('transitions', table => {
    table.index(['at', 'id'], 'transitions_at_idx');
  });
  await knex.schema.alterTable('level_transitions', table => {
    table.index(['at', 'id'], 'level_transitions_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('level_transitions', table => {
    table.dropIndex(['at', 'id'], 'level_transitions_at_idx');
  });
  await knex.schema.alterTable('transitions', table => {
    table.dropIndex(['at', 'id'], 'transitions_at_idx');
  });
};
