// @ts-check

/**
 * Track records, so that a timeline of many entities is read, counted and paged in one statement.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('track_record_entries', table => {
    table.comment('What was done and written down, made of facts and events');
    table.integer('entity_id').notNullable();
    table
      .string('key', 40)
      .notNullable()
      .comment('Digest of what it is, the same at each entity that has it');
    table.string('kind', 20).notNullable();
    table.bigInteger('at').notNullable();
    table.boolean('whole_day').notNullable().comment('It has no time');
    table.text('title').notNullable();
    table.text('about');
    table.boolean('complete');
    table.text('link');
    table.text('details');
    table
      .text('topics')
      .comment('Between spaces: what it can be counted as an answer to');
    table.double('minutes').comment('Of an incident, until it was mitigated');
    table.primary(['entity_id', 'key']);
    table.index(['entity_id', 'at'], 'track_record_entries_at_idx');
  });
  await knex.schema.createTable('track_record_states', table => {
    table.comment('What entries were made of; locked while they are written');
    table.integer('entity_id').notNullable().primary();
    table.string('revision', 40).notNullable();
    table
      .bigInteger('next_at')
      .comment('When the day of an entry comes that was still to come');
    table
      .text('delivery')
      .comment('JSON, see StoredDelivery: what metrics are computed of');
  });
  // Freezes are few among many events.
  await knex.raw(
    "create index delivery_events_freeze_idx on delivery_events (at) where kind = 'freeze'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index delivery_events_freeze_idx');
  await knex.schema.dropTable('track_record_states');
  await knex.schema.dropTable('track_record_entries');
};
