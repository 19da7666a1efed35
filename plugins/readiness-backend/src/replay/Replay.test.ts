import { Entity } from '@backstage/catalog-model';
import {
  DatedEntity,
  DatedFact,
  FactSeries,
} from '@team-readiness/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  daysAgo,
  described,
  present,
  ReplayInstallation,
  said,
  service,
} from './__testUtils__/ReplayInstallation';

jest.setTimeout(caseCount(120_000, 1_800_000));

const databases = MigratedDatabases.create();

const seriesOf = (
  items: Array<DatedFact | DatedEntity>,
  more: Partial<FactSeries> = {},
): FactSeries => ({ id: 'past', read: () => items, ...more });

const ownedBy = (owner: string) => (entity: Entity) =>
  service(entity.metadata.name, owner);

/** A service that was inherited, one that came, one that went; a check that failed and was mended. */
const story = seriesOf(
  [
    described(daysAgo(9), 'cart', ownedBy('red')),
    described(daysAgo(9), 'gone', service('gone', 'red')),
    ...['shop', 'cart', 'gone'].flatMap(name => [
      said(daysAgo(9), 'a', name, { one: 'pass' }),
      said(daysAgo(9), 'b', name, { two: 'fail' }),
    ]),
    said(daysAgo(7, 14), 'b', 'shop', { two: 'pass' }),
    described(daysAgo(6), 'late', entity => entity),
    said(daysAgo(6), 'a', 'late', { one: 'pass' }),
    said(daysAgo(6), 'b', 'late', { two: 'pass' }),
    described(daysAgo(5), 'cart', ownedBy('blue')),
    said(daysAgo(4), 'a', 'shop', null),
    said(daysAgo(3), 'a', 'shop', { one: 'pass' }),
    described(daysAgo(2), 'gone', null),
  ],
  {
    entityRefs: [
      'component:default/cart',
      'component:default/late',
      'Component:default/Gone',
    ],
  },
);

const tables = [
  'results',
  'scores',
  'non_pass_results',
  'rollup_counts',
  'level_counts',
  'transitions',
  'level_transitions',
  'movements',
  'rollup_days',
  'score_days',
  'check_days',
  'ownership_periods',
] as const;

describe.each(databases.eachSupportedId())('replay, %s', id => {
  let knex: Knex;
  let installation: ReplayInstallation;

  const begin = async () => {
    knex = await databases.init(id);
    installation = new ReplayInstallation(knex);
    await installation.begin();
  };
  beforeEach(begin);

  const stored = async () => await knex('replays').first();
  const changes = async (name: string) =>
    (
      await knex('transitions as t')
        .join('entities as e', 'e.id', 't.entity_id')
        .join('checks as c', 'c.id', 't.check_key')
        .where('e.name', name)
        .orderBy(['t.at', 't.id'])
        .select('t.*', 'c.check_id')
    ).map(
      row =>
        `${new Date(Number(row.at)).toISOString().slice(0, 13)} ${
          row.check_id
        } ${row.from_outcome} ${row.to_outcome}`,
    );

  it('writes what would have been written had the backend run since', async () => {
    await installation.replay([story]);
    expect(await stored()).toMatchObject({
      status: 'completed',
      day: '2026-11-21',
      facts: 11,
      refused: 0,
    });
    expect(await changes('shop')).toEqual([
      '2026-11-14T14 two fail pass',
      '2026-11-17T10 one pass unknown',
      '2026-11-18T10 one unknown pass',
    ]);
    const days = await knex('snapshot_days').orderBy('day').pluck('day');
    expect(days[0]).toBe('2026-11-12');
    expect(new Set(days).size).toBe(10);
    const rows = await knex('entities').whereIn('kind', ['component']);
    const byName = new Map(rows.map(row => [row.name, row]));
    expect(byName.get('shop').created_at).toBeNull();
    expect(Number(byName.get('late').created_at)).toBe(daysAgo(6).getTime());
    expect(Number(byName.get('gone').removed_at)).toBe(daysAgo(2).getTime());
    // What was said last stands: nothing is stale, nor waits.
    expect(await knex('evaluation_queue')).toEqual([]);
    const facts = await knex('facts').whereIn('collector', ['a', 'b']);
    for (const fact of facts) {
      expect(Number(fact.expires_at)).toBe(present + 30 * 86_400_000);
    }
    const levels = await knex('scores as s')
      .join('entities as e', 'e.id', 's.entity_id')
      .orderBy('e.name')
      .select('e.name', 's.level');
    expect(levels).toEqual([
      { name: 'cart', level: 0 },
      { name: 'late', level: 1 },
      { name: 'shop', level: 1 },
    ]);
    // Once.
    const told = await stored();
    await installation.replay([story]);
    expect(await stored()).toEqual(told);
  });

  it('is the same in the end when it is broken off anywhere', async () => {
    await installation.replay([story]);
    const wanted = await installation.tiny.state([...tables]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 25 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async breaks => {
          await begin();
          let steps = breaks.shift() ?? Infinity;
          installation.interrupt = () => {
            steps -= 1;
            if (steps < 0) {
              steps = breaks.shift() ?? Infinity;
              throw new Error('broken off');
            }
          };
          await installation.replay([story]);
          expect(await stored()).toMatchObject({
            status: 'completed',
            facts: 11,
          });
          expect(await installation.tiny.state([...tables])).toEqual(wanted);
        },
      ),
      { numRuns: caseCount(2, 40) },
    );
  });

  it('is done by one of several replicas, while the others wait', async () => {
    let begun = 0;
    const counted = {
      ...story,
      read: (...args: Parameters<FactSeries['read']>) => {
        begun += 1;
        return story.read(...args);
      },
    };
    await Promise.all([1, 2, 3].map(() => installation.replay([counted])));
    expect(begun).toBe(1);
    expect(await stored()).toMatchObject({ status: 'completed', facts: 11 });
  });

  it('goes on elsewhere when the lease of a replica ends, which then writes nothing', async () => {
    let now = present;
    const options = { realNow: () => new Date(now), leaseMs: 60_000 };
    let release = () => {};
    let hangs = () => {};
    const hung = new Promise<void>(resolve => {
      hangs = resolve;
    });
    const goOn = new Promise<void>(resolve => {
      release = resolve;
    });
    let first = true;
    const slow: FactSeries = {
      ...story,
      async *read() {
        const isFirst = first;
        first = false;
        for (const item of story.read({ until: new Date(now) }) as Iterable<
          DatedFact | DatedEntity
        >) {
          if (isFirst && item.at > daysAgo(5)) {
            hangs();
            await goOn;
          }
          yield item;
        }
      },
    };
    const stuck = installation.replay([slow], options);
    await hung;
    now += 61_000;
    await installation.replay([slow], options);
    const wanted = await installation.tiny.state([...tables]);
    release();
    await stuck;
    expect(await installation.tiny.state([...tables])).toEqual(wanted);
  });

  it('never writes over what was evaluated before', async () => {
    await installation.tiny.putEntities([{ id: 1 }]);
    await installation.tiny.pipeline().drain();
    await installation.replay([story]);
    expect(await stored()).toMatchObject({ status: 'refused', facts: 0 });
    expect(await knex('entities')).toHaveLength(1);
  });

  it('leaves out what cannot be taken, and breaks off a series that goes back', async () => {
    await installation.replay([
      seriesOf([
        said(daysAgo(3), 'c', 'shop', {}),
        said(daysAgo(3), 'catalog', 'shop', {}),
        said(daysAgo(3), 'a', 'nobody', {}),
        said(daysAgo(3), 'a', 'shop', { strict: 1 }),
        said(daysAgo(3), 'b', 'shop', { two: 'pass' }),
        described(daysAgo(2), 'shop', null),
        said(daysAgo(1), 'a', 'shop', { one: 'pass' }),
        said(daysAgo(2), 'a', 'shop', { one: 'fail' }),
      ]),
    ]);
    const replayed = await stored();
    expect(replayed).toMatchObject({
      status: 'failed',
      day: '2026-11-19',
      refused: 5,
      last_error: expect.stringContaining(
        "The series 'past' goes back in time",
      ),
    });
    expect(await knex('entities').where({ name: 'shop' })).toHaveLength(1);
  });

  it('reads several series as one, and nothing of the future', async () => {
    await installation.replay([
      seriesOf([
        said(daysAgo(5), 'a', 'shop', { one: 'pass' }),
        said(daysAgo(2), 'a', 'shop', { one: 'fail' }),
        said(daysAgo(-1), 'a', 'shop', { one: 'pass' }),
      ]),
      {
        id: 'other',
        async *read() {
          yield said(daysAgo(4), 'b', 'shop', { two: 'pass' });
          yield said(daysAgo(3), 'b', 'shop', { two: 'fail' });
        },
      },
    ]);
    expect(await stored()).toMatchObject({ facts: 4, series: 'past,other' });
    expect(await changes('shop')).toEqual([
      '2026-11-17T10 two unknown pass',
      '2026-11-18T10 two pass fail',
      '2026-11-19T10 one pass fail',
    ]);
  });
});
