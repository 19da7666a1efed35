// @ts-check

/**
 * What has changed and is not yet in the facts that are derived from other rows, who derives them
 * now, and which refs the catalog was asked about.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('derivation_marks', table => {
    table.comment('Changes that derived facts do not know yet; only added to');
    table.bigIncrements('id');
    table.string('collector', 63).notNullable();
    table
      .string('ref', 300)
      .notNullable()
      .comment('What changed; empty: everything');
    table.bigInteger('due_at').notNullable();
    table.index(['collector', 'due_at'], 'derivation_marks_due_idx');
  });
  await knex.schema.createTable('derivations', table => {
    table.comment('Who derives the facts of a collector now');
    table.string('collector', 63).primary();
    table.string('ticket', 36);
    table.bigInteger('lease_until');
    table.bigInteger('derived_at');
  });
  await knex.schema.createTable('looked_up_refs', table => {
    table.comment('Targets of relations that the stream does not hold');
    table.string('ref', 300).primary();
    table.boolean('found').notNullable();
    table.bigInteger('looked_up_at').notNullable();
  });
  // What is there already has none of these facts.
  await knex('derivation_marks').insert(
    ['relations', 'dependencies', 'rollup'].map(name => ({
      collector: `readiness/${name}`,
      ref: '',
      due_at: Date.now(),
    })),
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('looked_up_refs');
  await knex.schema.dropTable('derivations');
  await knex.schema.dropTable('derivation_marks');
};
