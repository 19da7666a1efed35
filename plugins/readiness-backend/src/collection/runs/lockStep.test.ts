/** Collectors that read the same source: together, and yet each for itself. */
import { mockServices } from '@backstage/backend-test-utils';
import { RetryLaterError } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  manyEntities,
  RunInstallation,
  SayingCollector,
} from './__testUtils__/RunInstallation';
import { RunProgress } from './RunProgress';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const hour = 3_600_000;
const { signal } = new AbortController();
const due = { signal, force: false };

describe.each(databases.eachSupportedId())('sources, %s', id => {
  let knex: Knex;
  let installation: RunInstallation;
  let collectors: SayingCollector[];
  let order: string[];

  beforeEach(async () => {
    knex = await databases.init(id);
    installation = new RunInstallation(knex, mockServices.logger.mock());
    order = [];
    collectors = ['a', 'b', 'c'].map(name => {
      const collector = new SayingCollector(name, { source: 'files' });
      collector.before = names => {
        order.push(`${name} ${names[0]}`);
      };
      return collector;
    });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('gives all that are due the same entities at the same time', async () => {
    await installation.putEntities(manyEntities(250));
    const alone = new SayingCollector('alone');
    const runs = installation.replica([...collectors, alone]);
    await Promise.all(['c', 'a', 'b'].map(name => runs.runAll(name, due)));
    expect(order).toEqual(
      ['e0000', 'e0100', 'e0200'].flatMap(first =>
        ['a', 'b', 'c'].map(name => `${name} ${first}`),
      ),
    );
    expect(collectors.map(({ opened }) => opened)).toEqual([1, 1, 1]);
    expect(alone.opened).toBe(0);
    const times = await knex('collector_runs').pluck('next_at');
    expect(new Set(times).size).toBe(1);
  });

  it('keeps entities of one repository together, whatever their keys are', async () => {
    const shop = 'https://git.example/shop';
    await installation.putEntities({
      ...manyEntities(60),
      shop1: shop,
    });
    await installation.putEntities({
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [
          `other${index}`,
          `https://git.example/other${index}`,
        ]),
      ),
      shop2: shop,
    });
    await installation.replica(collectors).runAll('a', due);
    const seen = collectors[0].seen();
    expect(seen).toHaveLength(122);
    expect(seen[seen.indexOf('shop1') + 1]).toBe('shop2');
  });

  it('takes those along that are nearly due, and nobody else', async () => {
    await installation.putEntities(manyEntities(5));
    const runs = installation.replica(collectors);
    await runs.runAll('a', due);
    order.length = 0;
    const set = async (name: string, inMs: number, status = 'succeeded') => {
      await knex('collector_runs')
        .where({ collector: name })
        .update({ next_at: installation.now + inMs, status });
    };
    await set('a', 0);
    await set('b', 2.3 * hour);
    await set('c', 2.5 * hour);
    await runs.runAll('a', due);
    expect(order).toEqual(['a e0000', 'b e0000']);

    order.length = 0;
    await set('a', 0);
    await set('b', hour, 'paused');
    await set('c', hour, 'failed');
    await runs.runAll('a', due);
    expect(order).toEqual(['a e0000']);
  });

  it('leaves those behind that are far from it', async () => {
    await installation.putEntities(manyEntities(5));
    const runs = installation.replica(collectors);
    await runs.runAll('a', due);
    order.length = 0;
    const at = (done: number) =>
      RunProgress.none
        .advanced(
          Array.from({ length: done }, () => ({ repositoryKey: 0, id: 1 })),
          [],
        )
        .toCursor();
    for (const [name, done] of [
      ['a', 2_004],
      ['b', 3],
      ['c', 1_500],
    ] as const) {
      await knex('collector_runs')
        .where({ collector: name })
        .update({ status: 'paused', next_at: 0, cursor: at(done) });
    }
    await runs.runAll('b', due);
    expect(order).toEqual(['b e0001', 'c e0001']);
  });

  it('goes on with the others where one fails, hangs or is paused', async () => {
    await installation.putEntities(manyEntities(450));
    const [a, b, c] = collectors;
    a.before = () => {
      throw new Error('a is broken');
    };
    b.before = names => {
      if (names[0] === 'e0200') {
        throw new RetryLaterError('b waits', new Date(installation.now + hour));
      }
    };
    await installation.replica(collectors).runAll('c', due);
    expect(c.seen()).toHaveLength(450);
    expect(b.seen()).toHaveLength(200);
    const states = new Map(
      (await knex('collector_runs')).map(row => [row.collector, row.status]),
    );
    expect(Object.fromEntries(states)).toEqual({
      a: 'failed',
      b: 'paused',
      c: 'succeeded',
    });

    // What was paused goes on from its own place, and nobody goes through all again for it.
    b.before = () => {};
    installation.now += hour;
    await knex('collector_runs')
      .where({ collector: 'a' })
      .update({ next_at: installation.now + hour });
    await installation.replica(collectors).runAll('b', due);
    expect(b.seen()).toHaveLength(250);
    expect(c.seen()).toEqual([]);
  });

  it('lets two replicas share the work of a source without tearing it apart', async () => {
    await installation.putEntities(manyEntities(150));
    const copies = ['a', 'b', 'c'].map(
      name => new SayingCollector(name, { source: 'files' }),
    );
    const one = installation.replica(collectors);
    const two = installation.replica(copies);
    await Promise.all([
      one.runAll('a', due),
      two.runAll('b', due),
      one.runAll('c', due),
      two.runAll('a', due),
    ]);
    for (const [index, collector] of collectors.entries()) {
      const all = [...collector.seen(), ...copies[index].seen()];
      expect(all).toHaveLength(150);
      expect(new Set(all).size).toBe(150);
    }
  });
});
