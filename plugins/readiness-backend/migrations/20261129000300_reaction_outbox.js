// @ts-check

/**
 * What others are told of changes: noted with the changes themselves, and handed on by any replica.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reaction_outbox', table => {
    table.comment('That something changed, by owner set and window of time');
    table.string('topic', 20).notNullable();
    table.integer('definition_id').notNullable();
    table.integer('owner_set_id').notNullable();
    table.bigInteger('window_at').notNullable().comment('Start of the window');
    table
      .bigInteger('due_at')
      .notNullable()
      .comment('Follows from topic and window');
    table
      .text('changes')
      .notNullable()
      .defaultTo('')
      .comment('A line of JSON each, see LevelChange; bounded');
    table
      .integer('change_count')
      .notNullable()
      .defaultTo(0)
      .comment('Also those that found no room');
    table.primary(['topic', 'definition_id', 'owner_set_id', 'window_at']);
    table.index(['due_at'], 'reaction_outbox_due_idx');
  });
  await knex.schema.createTable('reaction_deliveries', table => {
    table.comment(
      'What one reaction has still to tell; deleted when it is told',
    );
    table.bigIncrements('id');
    table.string('reaction', 20).notNullable();
    table.string('topic', 20).notNullable();
    table
      .string('subject', 300)
      .notNullable()
      .comment('Ref, key of an owner set, or empty');
    table.string('scorecard', 63).notNullable();
    table.integer('version').notNullable().comment('0: of no single version');
    table.bigInteger('window_at').notNullable();
    table.text('changes').notNullable().defaultTo('');
    table.integer('change_count').notNullable().defaultTo(0);
    table.bigInteger('next_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('ticket', 36).comment('Whoever holds it; null: nobody');
    table.text('last_error');
    table.bigInteger('put_aside_at').comment('Null: it is still tried');
    table.unique(
      ['reaction', 'topic', 'subject', 'scorecard', 'version', 'window_at'],
      { indexName: 'reaction_deliveries_key' },
    );
    table.index(['next_at'], 'reaction_deliveries_next_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('reaction_deliveries');
  await knex.schema.dropTable('reaction_outbox');
};
