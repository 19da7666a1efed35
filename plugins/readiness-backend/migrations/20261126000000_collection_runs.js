// @ts-check

/**
 * What a run of a collector needs to go on where it stopped: its place, marks of what facts were
 * made of and of what a source no longer knows, the repository by which entities are gone through;
 * and how many requests were made of a host within an hour.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('facts', table => {
    table
      .string('revision', 300)
      .comment('Mark of what the data was made of, behind that of its maker');
    table
      .bigInteger('absent_at')
      .comment('When the source last said that it knows nothing; not removed');
  });
  // Hardly any fact is absent at any time.
  await knex.raw(
    'create index facts_absent_idx on facts (collector, absent_at) where absent_at is not null',
  );
  await knex.schema.alterTable('entities', table => {
    table.string('repository_url', 500);
    table
      .integer('repository_key')
      .notNullable()
      .defaultTo(0)
      .comment('Digest of the URL, so that neighbours are of one repository');
    table.index(['repository_key', 'id'], 'entities_repository_idx');
  });
  await knex.schema.alterTable('collector_runs', table => {
    table.text('cursor').comment('JSON, see RunCursor; null: at the beginning');
    table.bigInteger('run_started_at');
    table.bigInteger('requested_at');
    table.integer('unchanged').notNullable().defaultTo(0);
    table.integer('deferred').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('request_budgets', table => {
    table.comment('Requests made of a host within an hour, by all replicas');
    table.string('host', 255).notNullable();
    table.integer('hour').notNullable().comment('Hours since the epoch');
    table.integer('used').notNullable();
    table.primary(['host', 'hour']);
    table.index(['hour'], 'request_budgets_hour_idx');
  });
  // The next stream fills in the repositories.
  await knex('collector_runs')
    .where({ collector: 'catalog' })
    .whereNot({ status: 'running' })
    .update({ next_at: null });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('request_budgets');
  await knex('collector_runs')
    .where({ status: 'paused' })
    .update({ status: 'failed' });
  await knex.schema.alterTable('collector_runs', table => {
    table.dropColumns(
      'cursor',
      'run_started_at',
      'requested_at',
      'unchanged',
      'deferred',
    );
  });
  await knex.schema.alterTable('entities', table => {
    table.dropIndex(['repository_key', 'id'], 'entities_repository_idx');
  });
  await knex.schema.alterTable('entities', table => {
    table.dropColumns('repository_url', 'repository_key');
  });
  await knex.raw('drop index facts_absent_idx');
  await knex.schema.alterTable('facts', table => {
    table.dropColumns('revision', 'absent_at');
  });
};
