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
    table
      .integer('entities')
      .notNullable()
      .comment('Of an area: those to which something of it applies');
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
    `create unique index rollup_days_open_idx
     on rollup_days (scorecard, scope, scope_ref, item) where until_day is null`,
  );
  await knex.raw(
    `create unique index check_days_open_idx
     on check_days (check_key, owner_set_id) where until_day is null`,
  );
  await openLedger(knex);
  await openScoreDays(knex);
};

/**
 * What is stored now is what the ledger begins with, on a day before all others: nothing moved it there.
 *
 * @param {import('knex').Knex} knex
 */
async function openLedger(knex) {
  const columns =
    'scorecard, owner_set_id, day, part, area, passed, known, applicable, entities, with_target, on_target';
  await knex.raw(
    `insert into movements (${columns})
     select d.name, s.owner_set_id, '1970-01-01', 'new', '', sum(s.passed), sum(s.known),
       sum(s.applicable), count(*),
       sum(case when s.target_level > 0 then 1 else 0 end),
       sum(case when s.target_level > 0 and s.on_target then 1 else 0 end)
     from scores s join definitions d on d.id = s.definition_id
     where not s.in_grace group by d.name, s.owner_set_id`,
  );
  await knex.raw(
    `insert into movements (${columns})
     select d.name, s.owner_set_id, '1970-01-01', 'new', a.area, sum(a.passed), sum(a.known),
       sum(a.applicable), sum(case when a.applicable > 0 then 1 else 0 end), 0, 0
     from entity_area_scores a
     join scores s on s.entity_id = a.entity_id and s.definition_id = a.definition_id
     join definitions d on d.id = s.definition_id
     where not s.in_grace group by d.name, s.owner_set_id, a.area`,
  );
}

/**
 * Entities stand where they stand as of today; where they stood before was never noted.
 *
 * @param {import('knex').Knex} knex
 */
async function openScoreDays(knex) {
  const areas =
    knex.client.config.client === 'pg'
      ? `json_object_agg(a.area, json_build_array(a.passed, a.known, a.applicable))::text`
      : `json_group_object(a.area, json_array(a.passed, a.known, a.applicable))`;
  await knex.raw(
    `insert into score_days (entity_id, scorecard, day, until_day, owner_set_id, tier, level,
       target_level, on_target, fixes, passed, known, applicable, in_grace, areas)
     select s.entity_id, d.name, ?, null, s.owner_set_id, s.tier, s.level,
       s.target_level, s.on_target, s.fixes, s.passed, s.known, s.applicable, s.in_grace,
       coalesce((select ${areas} from entity_area_scores a
         where a.entity_id = s.entity_id and a.definition_id = s.definition_id), '{}')
     from scores s join definitions d on d.id = s.definition_id
     where not exists (
       select 1 from scores n join definitions nd on nd.id = n.definition_id
       where n.entity_id = s.entity_id and nd.name = d.name and n.definition_id > s.definition_id)`,
    [new Date().toISOString().slice(0, 10)],
  );
}

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
