// @ts-check

/**
 * Events of changes, deployments and incidents. An event keeps the targets that it names, never an
 * entity, so that one that comes before its entity is in the catalog counts once it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_events', table => {
    table.comment('What happened to changes, deployments and incidents');
    table.bigIncrements('id').primary();
    table
      .string('digest', 64)
      .notNullable()
      .comment('SHA-256 (hex) of source and id: both together are too long');
    table.string('source', 500).notNullable();
    table.string('event_id', 500).notNullable().comment('Unique in its source');
    table.string('kind', 20).notNullable();
    table.bigInteger('at').notNullable().comment('When it happened');
    table.bigInteger('received_at').notNullable();
    table.text('data').notNullable().comment('JSON, see DeliveryEvent');
    table.unique(['digest'], { indexName: 'delivery_events_digest_uniq' });
    table.index(['at', 'id'], 'delivery_events_at_idx');
  });
  await knex.schema.createTable('delivery_event_targets', table => {
    table.comment('What events are about, as keys that entities have too');
    table.string('target', 500).notNullable();
    table.bigInteger('at').notNullable();
    table.bigInteger('event_id').notNullable().comment('delivery_events.id');
    table.string('kind', 20).notNullable();
    table
      .boolean('beside')
      .notNullable()
      .comment('A repository beside something that is named more exactly');
    table.primary(['target', 'at', 'event_id']);
    table.index(['event_id'], 'delivery_event_targets_event_idx');
  });
  await knex.schema.createTable('entity_targets', table => {
    table.comment('Keys by which events name the entities of the catalog');
    table.integer('entity_id').notNullable();
    table.string('target', 500).notNullable();
    table.primary(['entity_id', 'target']);
    table.index(['target', 'entity_id'], 'entity_targets_target_idx');
  });
  // The next stream fills in the targets of the entities that are there.
  await knex('collector_runs')
    .where({ collector: 'catalog' })
    .whereNot({ status: 'running' })
    .update({ next_at: null });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('entity_targets');
  await knex.schema.dropTable('delivery_event_targets');
  await knex.schema.dropTable('delivery_events');
};
