// @ts-check

/**
 * Versions of facts that were replaced, and which versions a result was made of: what a change was
 * caused by, and what a standard would have said in the past.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('facts', table => {
    table
      .bigInteger('changed_at')
      .notNullable()
      .defaultTo(0)
      .comment('Since when it says what it says; names the version');
  });
  await knex('facts').update({ changed_at: knex.ref('observed_at') });
  await knex.schema.createTable('fact_history', table => {
    table.comment('Versions of facts that were replaced');
    table.integer('entity_id').notNullable();
    table.string('collector', 63).notNullable();
    table.bigInteger('changed_at').notNullable();
    table.bigInteger('replaced_at').notNullable();
    table.text('data').notNullable().comment('What checks read of it, packed');
    table.primary(['entity_id', 'collector', 'changed_at']);
    table.index(['replaced_at'], 'fact_history_replaced_idx');
  });
  await knex.schema.alterTable('results', table => {
    table
      .text('fact_versions')
      .comment('Versions of the facts that it was made of, see FactVersions');
  });
  await knex.schema.alterTable('transitions', table => {
    table
      .text('fact_versions')
      .comment('JSON: [collector, version before, version after] each');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('transitions', table => {
    table.dropColumn('fact_versions');
  });
  await knex.schema.alterTable('results', table => {
    table.dropColumn('fact_versions');
  });
  await knex.schema.dropTable('fact_history');
  await knex.schema.alterTable('facts', table => {
    table.dropColumn('changed_at');
  });
};
