// @ts-check

/**
 * Who owned what, and which team was below which, and when: so that a re-organisation does not
 * rewrite the past.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ownership_periods', table => {
    table.comment('Owners of an entity, by time');
    table.integer('entity_id').notNullable();
    table
      .bigInteger('from_at')
      .notNullable()
      .comment('0: as long as anything is known');
    table.bigInteger('until_at').comment('Null: still');
    table.integer('owner_set_id').notNullable();
    table
      .bigInteger('owner_since')
      .comment('When these owners took it over; null: they made it');
    table.primary(['entity_id', 'from_at']);
    table.index(['owner_set_id', 'from_at'], 'ownership_periods_owner_idx');
  });
  await knex.raw(
    `insert into ownership_periods (entity_id, from_at, until_at, owner_set_id)
     select id, coalesce(created_at, 0), null, owner_set_id from entities
     where removed_at is null`,
  );
  await knex.schema.createTable('group_closure_periods', table => {
    table.comment('Which group was below which, by time');
    table.string('ancestor_ref', 300).notNullable();
    table.string('descendant_ref', 300).notNullable();
    table
      .bigInteger('from_at')
      .notNullable()
      .comment('0: as long as anything is known');
    table.bigInteger('until_at').comment('Null: still');
    table.primary(['ancestor_ref', 'descendant_ref', 'from_at']);
    table.index(['descendant_ref'], 'group_closure_periods_descendant_idx');
  });
  await knex.raw(
    `insert into group_closure_periods (ancestor_ref, descendant_ref, from_at, until_at)
     select ancestor_ref, descendant_ref, 0, null from group_closure`,
  );
  await knex.schema.createTable('previous_refs', table => {
    table.comment('Refs that entities had before they were renamed');
    table.integer('entity_id').notNullable();
    table.string('ref', 300).notNullable();
    table.bigInteger('renamed_at').notNullable();
    table.primary(['entity_id', 'ref']);
    table.index(['ref'], 'previous_refs_ref_idx');
  });
  await knex.schema.alterTable('entities', table => {
    table
      .bigInteger('owner_since')
      .comment('That of the period that stands open');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('entities', table => {
    table.dropColumn('owner_since');
  });
  await knex.schema.dropTable('previous_refs');
  await knex.schema.dropTable('group_closure_periods');
  await knex.schema.dropTable('ownership_periods');
};
