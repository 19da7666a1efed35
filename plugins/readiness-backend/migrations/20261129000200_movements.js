// @ts-check

/**
 * What moved the sums of teams, day by day, and snapshots that are written only where they differ.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('movements', table => {
    table.comment(
      'By how much the sums of an owner set changed on a day, and why',
    );
    table.string('scorecard', 63).notNullable();
    table.integer('owner_set_id').notNullable();
    table.string('day', 10).notNullable();
    table.string('part', 20).notNullable().comment('A MovementPart');
    table
      .string('area', 20)
      .notNullable()
      .comment("'' for the scorecard as a whole");
    table.double('passed').notNullable();
    table.double('known').notNullable();
    table.double('applicable').notNullable();
    table.integer('entities').notNullable().comment("0 where area is not ''");
    table.integer('with_target').notNullable();
    table.integer('on_target').notNullable();
    table.primary(['scorecard', 'owner_set_id', 'day', 'part', 'area']);
    table.index(['scorecard', 'day'], 'movements_day_idx');
  });
  await knex.schema.alterTable('rollup_days', table => {
    table
      .string('until_day', 10)
      .comment('The first day that differs; null: still so');
    table.integer('with_target').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('score_days', table => {
    table.comment('Where an entity stood, from a day until it differed');
    table.integer('entity_id').notNullable();
    table.string('scorecard', 63).notNullable();
    table.string('day', 10).notNullable();
    table.string('until_day', 10).comment('Null: still so');
    table.integer('owner_set_id').notNullable();
    table.integer('tier').notNullable();
    table.integer('level').notNullable();
    table.integer('target_level');
    table.boolean('on_target');
    table.integer('fixes').notNullable();
    table.double('passed').notNullable();
    table.double('known').notNullable();
    table.double('applicable').notNullable();
    table.boolean('in_grace').notNullable();
    table
      .text('areas')
      .notNullable()
      .comment('JSON: [passed, known, applicable] by area');
    table.primary(['entity_id', 'scorecard', 'day']);
    table.index(['scorecard', 'until_day'], 'score_days_until_idx');
    table.index(['owner_set_id', 'scorecard'], 'score_days_owner_idx');
  });
  await knex.schema.createTable('check_days', table => {
    table.comment(
      'Outcomes of a check in an owner set, from a day until they differed',
    );
    table.integer('check_key').notNullable();
    table.integer('owner_set_id').notNullable();
    table.string('day', 10).notNullable();
    table.string('until_day', 10).comment('Null: still so');
    table.integer('passed').notNullable();
    table.integer('failed').notNullable();
    table.integer('unknown').notNullable();
    table.integer('errors').notNullable();
    table.integer('exempt').notNullable();
    table.integer('not_applicable').notNullable();
    table.primary(['check_key', 'owner_set_id', 'day']);
    table.index(['until_day'], 'check_days_until_idx');
  });
  await knex.schema.createTable('snapshot_days', table => {
    table.comment('Days of which there are snapshots');
    table.string('scorecard', 63).notNullable();
    table.string('day', 10).notNullable();
    table.bigInteger('taken_at').notNullable();
    table
      .boolean('complete')
      .notNullable()
      .comment('Taken after the day was over');
    table.primary(['scorecard', 'day']);
  });
  await knex.raw(
    `insert into snapshot_days (scorecard, day, taken_at, complete)
     select distinct scorecard, day, 0, true from rollup_days`,
  );
  // Snapshots so far are one a day: each stands until the next one of the same thing.
  await knex.raw(
    `update rollup_days set until_day = (
       select min(n.day) from rollup_days n
       where n.scope = rollup_days.scope and n.scope_ref = rollup_days.scope_ref
         and n.scorecard = rollup_days.scorecard and n.item = rollup_days.item
         and n.day > rollup_days.day)`,
  );
  await knex.raw(
    `create index rollup_days_open_idx on rollup_days (scorecard) where until_day is null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index rollup_days_open_idx');
  await knex.schema.dropTable('snapshot_days');
  await knex.schema.dropTable('check_days');
  await knex.schema.dropTable('score_days');
  await knex.schema.alterTable('rollup_days', table => {
    table.dropColumn('with_target');
    table.dropColumn('until_day');
  });
  await knex.schema.dropTable('movements');
};
