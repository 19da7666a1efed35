// @ts-check

/**
 * The tables of facts, evaluation, results, roll-ups and history.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('owner_sets', table => {
    table.comment('Sorted owner refs; counters carry the id of the set');
    table.increments('id');
    table.text('owners').notNullable().unique();
  });
  await knex.schema.createTable('owner_set_members', table => {
    table.integer('owner_set_id').notNullable();
    table.string('owner_ref', 300).notNullable();
    table.primary(['owner_set_id', 'owner_ref']);
    table.index(['owner_ref'], 'owner_set_members_owner_idx');
  });
  await knex.schema.createTable('entities', table => {
    table.comment('Entities of the catalog, with what filters ask for');
    table.increments('id');
    table.string('ref', 300).notNullable().unique();
    table.string('kind', 63).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('name', 127).notNullable();
    table.string('title', 300);
    table.string('type', 127);
    table.string('lifecycle', 127);
    table.integer('tier');
    table.integer('owner_set_id').notNullable();
    table.string('system_ref', 300);
    table.string('domain_ref', 300);
    table
      .bigInteger('created_at')
      .comment('Null: there when the whole catalog was first read');
    table.bigInteger('removed_at');
    table.integer('missed_streams').notNullable().defaultTo(0);
    table.index(['owner_set_id'], 'entities_owner_set_idx');
    table.index(['kind', 'type'], 'entities_kind_type_idx');
  });
  await knex.schema.createTable('entity_relations', table => {
    table.integer('source_id').notNullable();
    table.string('type', 63).notNullable();
    table.string('target_ref', 300).notNullable();
    table.primary(['source_id', 'type', 'target_ref']);
    table.index(['target_ref', 'type'], 'entity_relations_target_idx');
  });
  await knex.schema.createTable('group_closure', table => {
    table.string('ancestor_ref', 300).notNullable();
    table.string('descendant_ref', 300).notNullable();
    table.primary(['ancestor_ref', 'descendant_ref']);
    table.index(['descendant_ref'], 'group_closure_descendant_idx');
  });
  await knex.schema.createTable('facts', table => {
    table.comment('The latest fact of a collector about an entity');
    table.integer('entity_id').notNullable();
    table.string('collector', 63).notNullable();
    table.text('data').notNullable();
    table.string('hash', 64).notNullable();
    table.bigInteger('observed_at').notNullable();
    table.bigInteger('expires_at');
    table.primary(['entity_id', 'collector']);
    table.index(['expires_at'], 'facts_expires_idx');
  });
  await knex.schema.createTable('evaluation_queue', table => {
    table.comment('Entities that wait for evaluation, claimed in owner order');
    table.integer('stratum').notNullable();
    table.integer('entity_id').notNullable();
    table.string('ticket', 36).notNullable();
    table.bigInteger('next_at').notNullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('last_error');
    table.integer('owner_set_id').notNullable();
    table.primary(['stratum', 'entity_id']);
    table.index(['next_at'], 'evaluation_queue_next_idx');
    table.index(
      ['stratum', 'owner_set_id', 'entity_id'],
      'evaluation_queue_owner_idx',
    );
  });
  await knex.schema.createTable('definitions', table => {
    table.comment('Versions of documents, by content hash');
    table.increments('id');
    table.string('kind', 63).notNullable();
    table.string('name', 63).notNullable();
    table.integer('version').notNullable();
    table.string('content_hash', 64).notNullable();
    table.text('source').notNullable();
    table.text('document').notNullable();
    table.bigInteger('created_at').notNullable();
    table.string('created_by', 300).notNullable();
    table.unique(['kind', 'name', 'version']);
  });
  await knex.schema.createTable('active_definitions', table => {
    table.string('kind', 63).notNullable();
    table.string('name', 63).notNullable();
    table.integer('definition_id').notNullable();
    table.integer('position').notNullable();
    table.primary(['kind', 'name']);
  });
  await knex.schema.createTable('checks', table => {
    table.increments('id');
    table.string('scorecard', 63).notNullable();
    table.string('check_id', 63).notNullable();
    table.unique(['scorecard', 'check_id']);
  });
  await knex.schema.createTable('results', table => {
    table.comment('All results of an entity for a scorecard version, packed');
    table.integer('entity_id').notNullable();
    table.integer('definition_id').notNullable();
    table.text('packed').notNullable();
    table.string('input_hash', 64).notNullable();
    table.primary(['entity_id', 'definition_id']);
    table.index(['definition_id'], 'results_definition_idx');
  });
  await knex.schema.createTable('non_pass_results', table => {
    table.integer('definition_id').notNullable();
    table.integer('check_key').notNullable();
    table.integer('entity_id').notNullable();
    table.string('outcome', 20).notNullable();
    table.boolean('counts').notNullable();
    table.integer('owner_set_id').notNullable();
    table.bigInteger('since').notNullable();
    table.primary(['definition_id', 'check_key', 'entity_id']);
    table.index(['entity_id'], 'non_pass_results_entity_idx');
  });
  await knex.schema.createTable('scores', table => {
    table.integer('entity_id').notNullable();
    table.integer('definition_id').notNullable();
    table.integer('owner_set_id').notNullable();
    table
      .integer('tier')
      .notNullable()
      .comment('As counted in level_counts; 0: no tier');
    table.integer('level').notNullable();
    table.bigInteger('held_since');
    table.bigInteger('held_until');
    table.integer('exemptions').notNullable();
    table.integer('ceiling').notNullable();
    table.integer('target_level');
    table.boolean('on_target');
    table.integer('fixes').notNullable();
    table.double('passed').notNullable();
    table.double('known').notNullable();
    table.double('applicable').notNullable();
    table.boolean('in_grace').notNullable();
    table.bigInteger('next_at');
    table.primary(['entity_id', 'definition_id']);
    table.index(['definition_id', 'level'], 'scores_definition_level_idx');
    table.index(['next_at'], 'scores_next_idx');
  });
  await knex.schema.createTable('entity_area_scores', table => {
    table.integer('entity_id').notNullable();
    table.integer('definition_id').notNullable();
    table.string('area', 20).notNullable();
    table.double('passed').notNullable();
    table.double('known').notNullable();
    table.double('applicable').notNullable();
    table.primary(['entity_id', 'definition_id', 'area']);
    table.index(['definition_id'], 'entity_area_scores_definition_idx');
  });
  await knex.schema.createTable('rollup_counts', table => {
    table.integer('definition_id').notNullable();
    table.integer('check_key').notNullable();
    table.integer('owner_set_id').notNullable();
    table.string('outcome', 20).notNullable();
    table.integer('count').notNullable();
    table.primary(['definition_id', 'check_key', 'owner_set_id', 'outcome']);
  });
  await knex.schema.createTable('level_counts', table => {
    table.integer('definition_id').notNullable();
    table.integer('owner_set_id').notNullable();
    table.integer('tier').notNullable();
    table.integer('level').notNullable();
    table.integer('target_level').notNullable();
    table.boolean('on_target').notNullable();
    table.boolean('enough_data').notNullable();
    table.integer('count').notNullable();
    table.primary([
      'definition_id',
      'owner_set_id',
      'tier',
      'level',
      'target_level',
      'on_target',
      'enough_data',
    ]);
  });
  await knex.schema.createTable('rollup_days', table => {
    table.string('scope', 20).notNullable();
    table.string('scope_ref', 300).notNullable();
    table.string('scorecard', 63).notNullable();
    table.string('item', 80).notNullable();
    table.string('day', 10).notNullable();
    table.double('passed').notNullable();
    table.double('known').notNullable();
    table.double('applicable').notNullable();
    table.integer('entities').notNullable();
    table.integer('on_target').notNullable();
    table.primary(['scope', 'scope_ref', 'scorecard', 'item', 'day']);
    table.index(['scorecard', 'day'], 'rollup_days_day_idx');
  });
  await knex.schema.createTable('transitions', table => {
    table.bigIncrements('id');
    table.integer('entity_id').notNullable();
    table.integer('definition_id').notNullable();
    table.integer('check_key').notNullable();
    table.string('from_outcome', 20);
    table.string('to_outcome', 20);
    table.bigInteger('at').notNullable();
    table.string('cause', 20).notNullable();
    table.integer('owner_set_id').notNullable();
    table.index(['entity_id', 'at'], 'transitions_entity_idx');
    table.index(['check_key', 'at'], 'transitions_check_idx');
  });
  await knex.schema.createTable('collector_runs', table => {
    table.string('collector', 63).primary();
    table.string('status', 20).notNullable();
    table.bigInteger('started_at');
    table.bigInteger('finished_at');
    table.integer('completed').notNullable().defaultTo(0);
    table.integer('observed').notNullable().defaultTo(0);
    table.integer('absent').notNullable().defaultTo(0);
    table.integer('failed').notNullable().defaultTo(0);
    table.integer('attempt').notNullable().defaultTo(0);
    table.bigInteger('next_at');
    table.integer('last_entity_id').notNullable().defaultTo(0);
    table.text('last_error');
  });
  await knex.schema.createTable('problems', table => {
    table.comment(
      'What could not be read or computed, shown to those who can mend it',
    );
    table.bigIncrements('id');
    table.string('reporter', 63).notNullable();
    table.string('subject', 20).notNullable();
    table.string('name', 300).notNullable();
    table.integer('entity_id');
    table.text('source');
    table.integer('line');
    table.integer('column');
    table.text('message').notNullable();
    table.bigInteger('seen_at').notNullable();
    table.index(['entity_id'], 'problems_entity_idx');
    table.index(['reporter', 'entity_id'], 'problems_reporter_idx');
  });
  await knex.schema.createTable('visible_sets', table => {
    table.increments('id');
    table.string('conditions_hash', 64).notNullable().unique();
    table.bigInteger('expires_at').notNullable();
  });
  await knex.schema.createTable('visible_entities', table => {
    table.integer('set_id').notNullable();
    table.integer('entity_id').notNullable();
    table.primary(['set_id', 'entity_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'visible_entities',
    'visible_sets',
    'problems',
    'collector_runs',
    'transitions',
    'rollup_days',
    'level_counts',
    'rollup_counts',
    'entity_area_scores',
    'scores',
    'non_pass_results',
    'results',
    'checks',
    'active_definitions',
    'definitions',
    'evaluation_queue',
    'facts',
    'group_closure',
    'entity_relations',
    'entities',
    'owner_set_members',
    'owner_sets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
