import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { unpackResults } from '../database/operations/results';
import { firstHour, TinyInstallation } from './__testUtils__/TinyInstallation';
import { tinyScorecard } from './__testUtils__/tinyScorecard';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const hour = 3_600_000;

const first = tinyScorecard({
  name: 'first',
  contentHash: 'v1',
  types: ['service'],
  checks: [
    { id: 'one', collector: 'a', area: 'ownership' },
    { id: 'two', collector: 'b', area: 'documentation' },
  ],
});
const firstEdited = tinyScorecard({
  name: 'first',
  contentHash: 'v2',
  types: ['service'],
  checks: [
    { id: 'one', collector: 'a', area: 'ownership' },
    { id: 'three', collector: 'b', area: 'documentation' },
  ],
});

describe.each(databases.eachSupportedId())('EvaluationPipeline, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    tiny = new TinyInstallation(knex);
    await tiny.clear();
    await tiny.publish(1, first);
  });
  afterAll(() => knex.destroy());

  const checkId = async (key: number) =>
    (await knex('checks').where({ id: key }).first()).check_id;
  const transitions = async () =>
    Promise.all(
      (await knex('transitions').orderBy('id')).map(async row => [
        row.entity_id,
        await checkId(row.check_key),
        row.from_outcome,
        row.to_outcome,
        row.cause,
      ]),
    );
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        (
          await knex('rollup_counts')
            .whereNot({ count: 0 })
            .orderBy(['definition_id', 'check_key', 'owner_set_id'])
        ).map(async row => [
          `${row.definition_id} ${await checkId(row.check_key)} ${
            row.owner_set_id
          } ${row.outcome}`,
          row.count,
        ]),
      ),
    );

  it('stores results, scores, areas, what is not a pass, and counters', async () => {
    await tiny.putEntities([
      { id: 1, ownerSetId: 7, tier: 2 },
      { id: 2, ownerSetId: 7, tier: 2 },
      { id: 3, ownerSetId: 8, type: 'library' },
    ]);
    await tiny.putFacts('a', [1, 2], { one: 'pass' });
    await tiny.putFacts('b', [1], { two: 'pass' });
    await tiny.putFacts('b', [2], { two: 'fail' });

    expect(await tiny.pipeline().drain()).toBe(3);

    const results = await knex('results').orderBy('entity_id');
    expect(
      results.map(row =>
        unpackResults(row.packed).map(({ outcome, since, counts: counted }) => [
          outcome,
          since,
          counted,
        ]),
      ),
    ).toEqual([
      [
        ['pass', firstHour, true],
        ['pass', firstHour, true],
      ],
      [
        ['pass', firstHour, true],
        ['fail', firstHour, true],
      ],
    ]);
    const scores = await knex('scores').orderBy('entity_id');
    expect(
      scores.map(row => [
        row.entity_id,
        row.owner_set_id,
        row.tier,
        row.level,
        Boolean(row.on_target),
        row.fixes,
        row.passed,
        row.known,
        row.applicable,
        row.next_at,
      ]),
    ).toEqual([
      [1, 7, 2, 1, true, 0, 2, 2, 2, null],
      [2, 7, 2, 0, false, 1, 1, 2, 2, null],
    ]);
    expect(
      (await knex('non_pass_results')).map(row => [
        row.entity_id,
        row.outcome,
        row.owner_set_id,
        Number(row.since),
      ]),
    ).toEqual([[2, 'fail', 7, firstHour]]);
    expect(
      (await knex('entity_area_scores').orderBy(['entity_id', 'area'])).map(
        row => [row.entity_id, row.area, row.passed],
      ),
    ).toEqual([
      [1, 'documentation', 1],
      [1, 'ownership', 1],
      [2, 'documentation', 0],
      [2, 'ownership', 1],
    ]);
    expect(await counts()).toEqual({
      '1 one 7 pass': 2,
      '1 two 7 fail': 1,
      '1 two 7 pass': 1,
    });
    expect(
      (await knex('level_counts').orderBy('level')).map(row => [
        row.owner_set_id,
        row.tier,
        row.level,
        row.target_level,
        Boolean(row.on_target),
        Boolean(row.enough_data),
        row.count,
      ]),
    ).toEqual([
      [7, 2, 0, 1, false, true, 1],
      [7, 2, 1, 1, true, true, 1],
    ]);
    expect(await knex('evaluation_queue')).toEqual([]);
    expect(await transitions()).toEqual([]);
  });

  it('keeps entities in grace out of the counters, until the clock takes them in', async () => {
    await tiny.putEntity({ id: 1, createdAt: firstHour - hour });
    await tiny.putFacts('a', [1], { one: 'fail' });
    await tiny.pipeline().drain();
    expect(await counts()).toEqual({});
    expect(await knex('level_counts')).toEqual([]);
    expect(await knex('non_pass_results')).toHaveLength(2);

    tiny.now += 2 * hour;
    expect(await tiny.pipeline().drain()).toBe(1);
    expect(await counts()).toEqual({
      '1 one 1 fail': 1,
      '1 two 1 unknown': 1,
    });
    expect(await tiny.pipeline().drain()).toBe(0);
  });

  it('names the cause of each change', async () => {
    await tiny.putEntity({ id: 1 });
    await tiny.putFacts('a', [1], { one: 'pass' });
    await tiny.putFacts('b', [1], { two: 'fail' }, firstHour + 5 * hour);
    const drainAndTake = async () => {
      await tiny.pipeline().drain();
      const taken = await transitions();
      await knex('transitions').delete();
      return taken;
    };
    expect(await drainAndTake()).toEqual([]);

    await tiny.putFacts('b', [1], { two: 'pass' }, firstHour + 5 * hour);
    expect(await drainAndTake()).toEqual([[1, 'two', 'fail', 'pass', 'data']]);

    await tiny.putFacts('a', [1], { one: 'not-applicable' });
    expect(await drainAndTake()).toEqual([
      [1, 'one', 'pass', 'not-applicable', 'applicability'],
    ]);

    await tiny.putFacts('a', [1], { one: 'exempt' });
    expect(await drainAndTake()).toEqual([
      [1, 'one', 'not-applicable', 'exempt', 'exemption'],
    ]);

    tiny.now += 6 * hour;
    expect(await drainAndTake()).toEqual([
      [1, 'two', 'pass', 'unknown', 'data'],
    ]);

    tiny.connected.delete('b');
    await tiny.markAll();
    expect(await drainAndTake()).toEqual([
      [1, 'two', 'unknown', null, 'collector'],
    ]);

    tiny.connected.add('b');
    await tiny.publish(2, firstEdited);
    expect(await drainAndTake()).toEqual([
      [1, 'three', null, 'unknown', 'standard'],
    ]);

    await tiny.putEntity({ id: 1, type: 'library' });
    expect((await drainAndTake()).map(row => row[4])).toEqual([
      'applicability',
      'applicability',
    ]);

    await tiny.putEntity({ id: 1 });
    expect(await drainAndTake()).toEqual([]);
    await tiny.removeEntity(1);
    expect((await drainAndTake()).map(row => row.slice(2))).toEqual([
      ['exempt', null, 'removed'],
      ['unknown', null, 'removed'],
    ]);
    for (const table of ['results', 'scores', 'non_pass_results'] as const) {
      expect(await knex(table)).toEqual([]);
    }
    expect(await counts()).toEqual({});
  });

  it('moves rows and counters with the owner and the tier', async () => {
    await tiny.putEntity({ id: 1, ownerSetId: 7, tier: 1 });
    await tiny.pipeline().drain();
    await tiny.putEntity({ id: 1, ownerSetId: 8, tier: 3 });
    await tiny.pipeline().drain();
    expect(await counts()).toEqual({
      '1 one 8 unknown': 1,
      '1 two 8 unknown': 1,
    });
    expect(
      (await knex('level_counts').whereNot({ count: 0 })).map(row => [
        row.owner_set_id,
        row.tier,
        row.count,
      ]),
    ).toEqual([[8, 3, 1]]);
    expect(await knex('non_pass_results').pluck('owner_set_id')).toEqual([
      8, 8,
    ]);
    expect(await transitions()).toEqual([]);
  });

  it('keeps since over a new version, and shows entities as waiting until it is there', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }]);
    await tiny.putFacts('a', [1, 2], { one: 'pass' });
    await tiny.pipeline().drain();
    tiny.now += hour;
    await tiny.publish(2, firstEdited);
    await tiny.pipeline().evaluateNow([1]);
    expect(
      await knex('results').orderBy('entity_id').pluck('definition_id'),
    ).toEqual([2, 1]);
    await tiny.pipeline().drain();
    const rows = await knex('results').orderBy('entity_id');
    expect(rows.map(row => row.definition_id)).toEqual([2, 2]);
    expect(unpackResults(rows[0].packed).map(({ since }) => since)).toEqual([
      firstHour,
      firstHour + hour,
    ]);
    expect(Object.keys(await counts()).sort()).toEqual([
      '2 one 1 pass',
      '2 three 1 unknown',
    ]);
  });

  it('takes a retracted scorecard back, also where nobody marked the entity', async () => {
    await tiny.putEntities([{ id: 1 }, { id: 2 }]);
    await tiny.pipeline().drain();
    await tiny.retract('first');
    await knex('evaluation_queue').delete();
    expect(await tiny.pipeline().drain()).toBe(2);
    expect(await knex('results')).toEqual([]);
    expect(await counts()).toEqual({});
  });
});
