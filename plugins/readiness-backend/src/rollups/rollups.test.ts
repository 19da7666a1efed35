import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { bulkUpsert } from '../database/operations/bulk';
import {
  contributedSums,
  ledgerSums,
} from '../pipeline/__testUtils__/consistency';
import {
  firstHour,
  TinyInstallation,
} from '../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../pipeline/__testUtils__/tinyScorecard';
import { recountCounters, repairCounters } from './recountCounters';
import { scheduleRollups } from './scheduleRollups';
import { writeDaySnapshots } from './writeDaySnapshots';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const scorecard = tinyScorecard({
  name: 'first',
  contentHash: 'v1',
  types: ['service'],
  checks: [
    { id: 'one', collector: 'a', area: 'ownership' },
    { id: 'two', collector: 'b', area: 'documentation' },
  ],
});

/** Owner sets 1: leaf, 2: leaf and other, 3: root, 4: nobody. */
const owners: Array<[number, string]> = [
  [1, 'leaf'],
  [2, 'leaf'],
  [2, 'other'],
  [3, 'root'],
];
const closure = [
  ['root', 'root'],
  ['root', 'leaf'],
  ['root', 'other'],
  ['leaf', 'leaf'],
  ['other', 'other'],
];

describe.each(databases.eachSupportedId())('roll-ups, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    tiny = new TinyInstallation(knex);
    await tiny.clear();
    await bulkUpsert(knex, {
      table: 'owner_set_members',
      rows: owners.map(([owner_set_id, owner_ref]) => ({
        owner_set_id,
        owner_ref,
      })),
    });
    await bulkUpsert(knex, {
      table: 'group_closure',
      rows: closure.map(([ancestor_ref, descendant_ref]) => ({
        ancestor_ref,
        descendant_ref,
      })),
    });
    await bulkUpsert(knex, {
      table: 'group_closure_periods',
      rows: closure.map(([ancestor_ref, descendant_ref]) => ({
        ancestor_ref,
        descendant_ref,
        from_at: 0,
        until_at: null,
      })),
    });
    await tiny.putEntities([
      { id: 1, ownerSetId: 1 },
      { id: 2, ownerSetId: 2 },
      { id: 3, ownerSetId: 3 },
      { id: 4, ownerSetId: 4 },
      { id: 5, ownerSetId: 1, createdAt: firstHour },
    ]);
    await tiny.putFacts('a', [1, 2, 3, 4, 5], { one: 'pass' });
    await tiny.putFacts('b', [1, 2, 5], { two: 'fail' });
    await tiny.putFacts('b', [3], { two: 'pass' });
    await tiny.publish(1, scorecard);
    await tiny.pipeline().drain();
  });
  afterAll(() => knex.destroy());

  const snapshot = () =>
    writeDaySnapshots(knex, {
      scorecards: [{ name: 'first', definitionId: 1 }],
      at: new Date(tiny.now),
    });
  const snapshotDays = async () =>
    (await knex('snapshot_days').orderBy('day')).map(row => [
      row.day,
      Boolean(row.complete),
    ]);
  const days = async () =>
    Object.fromEntries(
      (await knex('rollup_days')).map(row => [
        `${row.scope} ${row.scope_ref} ${row.item} ${row.day}`,
        [row.passed, row.known, row.applicable, row.entities, row.on_target],
      ]),
    );

  it('sums each owner set once per team, and leaves entities in grace out', async () => {
    await snapshot();
    const day = '2026-11-21';
    expect(await days()).toEqual({
      // Passed, known and applicable weight, entities, on target.
      [`organisation   ${day}`]: [5, 7, 8, 4, 1],
      [`organisation  area:ownership ${day}`]: [4, 4, 4, 4, 0],
      [`organisation  area:documentation ${day}`]: [1, 3, 4, 4, 0],
      [`organisation  check:one ${day}`]: [4, 4, 4, 4, 0],
      [`organisation  check:two ${day}`]: [1, 3, 4, 4, 0],
      // Entity 2 belongs to both child teams and counts once.
      [`team root  ${day}`]: [4, 6, 6, 3, 1],
      [`team root area:ownership ${day}`]: [3, 3, 3, 3, 0],
      [`team root area:documentation ${day}`]: [1, 3, 3, 3, 0],
      [`team leaf  ${day}`]: [2, 4, 4, 2, 0],
      [`team leaf area:ownership ${day}`]: [2, 2, 2, 2, 0],
      [`team leaf area:documentation ${day}`]: [0, 2, 2, 2, 0],
      [`team other  ${day}`]: [1, 2, 2, 1, 0],
      [`team other area:ownership ${day}`]: [1, 1, 1, 1, 0],
      [`team other area:documentation ${day}`]: [0, 1, 1, 1, 0],
    });
  });

  it('writes a day anew until it is over, and keeps the days before', async () => {
    await snapshot();
    const before = await days();
    await snapshot();
    expect(await days()).toEqual(before);

    await tiny.removeEntity(2);
    await tiny.pipeline().drain();
    await snapshot();
    const today = await days();
    expect(today['team root  2026-11-21']).toEqual([3, 4, 4, 2, 1]);
    expect(Object.keys(today)).not.toContain('team other  2026-11-21');

    // Nothing differs: the rows stand.
    tiny.now += 24 * 3_600_000;
    await snapshot();
    expect(await days()).toEqual(today);
    expect(await snapshotDays()).toEqual([
      ['2026-11-21', true],
      ['2026-11-22', false],
    ]);

    await tiny.putFacts('b', [1], { two: 'pass' });
    await tiny.pipeline().drain();
    await snapshot();
    const tomorrow = await days();
    expect(tomorrow).toMatchObject(today);
    expect(tomorrow['team leaf  2026-11-22']).toEqual([3, 4, 4, 2, 1]);
    expect(tomorrow['team leaf area:documentation 2026-11-22']).toEqual([
      1, 2, 2, 2, 0,
    ]);
    expect(
      await knex('rollup_days')
        .where({ scope: 'team', scope_ref: 'leaf', item: '' })
        .orderBy('day')
        .pluck('until_day'),
    ).toEqual(['2026-11-22', null]);
  });

  it('sums systems and domains, and closes the rows of what goes away', async () => {
    await knex('entities')
      .whereIn('id', [1, 2])
      .update({ system_ref: 'shop', domain_ref: 'sales' });
    await knex('entities').where({ id: 3 }).update({ domain_ref: 'sales' });
    await snapshot();
    expect(await days()).toMatchObject({
      'system shop  2026-11-21': [2, 4, 4, 2, 0],
      'system shop area:documentation 2026-11-21': [0, 2, 2, 2, 0],
      'domain sales  2026-11-21': [4, 6, 6, 3, 1],
      'domain sales area:ownership 2026-11-21': [3, 3, 3, 3, 0],
    });
    await knex('entities').update({ system_ref: null });
    await knex('group_closure_periods')
      .where({ descendant_ref: 'other' })
      .update({ until_at: tiny.now + 1 });
    tiny.now += 24 * 3_600_000;
    await tiny.retract('first');
    await snapshot();
    // It was done at night, and not yet evaluated: of the day before only what the catalog says is other than it was.
    const closed = async (scope: string, scope_ref: string) =>
      knex('rollup_days')
        .where({ scope, scope_ref, item: '' })
        .orderBy('day')
        .select('day', 'until_day', 'entities');
    expect(await closed('system', 'shop')).toEqual([]);
    expect(await closed('team', 'other')).toEqual([]);
    expect(await closed('team', 'root')).toEqual([
      { day: '2026-11-21', until_day: null, entities: 3 },
    ]);

    // Taken back: closed though it is not among the active ones any more.
    await tiny.pipeline().drain();
    await writeDaySnapshots(knex, { scorecards: [], at: new Date(tiny.now) });
    expect(await closed('team', 'root')).toEqual([
      { day: '2026-11-21', until_day: '2026-11-22', entities: 3 },
    ]);
    expect(await knex('rollup_days').whereNull('until_day')).toEqual([]);
    expect(await knex('check_days').whereNull('until_day')).toEqual([]);
  });

  it('books what does not add up as corrected', async () => {
    await knex('movements').where({ owner_set_id: 3, area: '' }).delete();
    await knex('movements')
      .where({ owner_set_id: 2, area: 'ownership' })
      .update({ passed: 7 });
    const logger = mockServices.logger.mock();
    const at = new Date(tiny.now);
    const { movements } = await repairCounters(knex, { logger, at });
    expect(
      movements.map(({ owner_set_id, area, day, part, passed, entities }) => [
        owner_set_id,
        area,
        day,
        part,
        passed,
        entities,
      ]),
    ).toEqual([
      [2, 'ownership', '2026-11-21', 'corrected', -6, 0],
      [3, '', '2026-11-21', 'corrected', 2, 1],
    ]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('Booked 2 corrections of movements')],
    ]);
    expect(await ledgerSums(knex)).toEqual(await contributedSums(knex));
    expect((await repairCounters(knex, { logger, at })).movements).toEqual([]);
  });

  it('puts wrong counters right, and says so', async () => {
    const wanted = await tiny.state();
    const logger = mockServices.logger.mock();
    const at = new Date(tiny.now);
    expect(await repairCounters(knex, { logger, at })).toEqual({
      rollups: [],
      levels: [],
      movements: [],
    });
    expect(logger.warn).not.toHaveBeenCalled();

    await knex('rollup_counts').where({ owner_set_id: 1 }).update({ count: 9 });
    await knex('rollup_counts').where({ owner_set_id: 2 }).delete();
    await knex('level_counts').where({ owner_set_id: 3 }).update({ tier: 2 });
    await bulkUpsert(knex, {
      table: 'rollup_counts',
      rows: [
        {
          definition_id: 99,
          check_key: 1,
          owner_set_id: 1,
          outcome: 'pass',
          count: 0,
        },
      ],
    });
    const errors = await repairCounters(knex, { logger, at });
    expect(errors.rollups).toHaveLength(4);
    expect(errors.levels).toHaveLength(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Put 6 counters right'),
    );
    expect(await tiny.state()).toEqual(wanted);
    expect(await knex('rollup_counts').where({ definition_id: 99 })).toEqual(
      [],
    );
    expect((await recountCounters(knex)).rollups).toHaveLength(8);
  });

  it('are looked after by tasks', async () => {
    const scheduler = mockServices.scheduler();
    const logger = mockServices.logger.mock();
    await scheduleRollups({
      knex,
      scheduler,
      scorecards: () => [{ name: 'first', definitionId: 1 }],
      clock: { now: () => new Date(tiny.now) },
      logger,
    });
    const wanted = await tiny.state();
    await knex('rollup_counts').update({ count: 9 });
    expect(await knex('rollup_days')).toEqual([]);
    for (const { id: task } of await scheduler.getScheduledTasks()) {
      await scheduler.triggerTask(task);
    }
    expect(await tiny.state()).toEqual(wanted);
    expect(await knex('rollup_days')).not.toEqual([]);
  });
});
