import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import { CollectorSet } from '../CollectorSet';
import {
  manyEntities,
  registered,
  RunInstallation,
  SayingCollector,
} from '../runs/__testUtils__/RunInstallation';
import { CollectorWatches } from './CollectorWatches';
import { RefreshRequests } from './RefreshRequests';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
/** Waits, however busy the machine is, until something is so. */
const until = async (isSo: () => boolean) => {
  while (!isSo()) {
    await pause(5);
  }
};

describe.each(databases.eachSupportedId())('RefreshRequests, %s', id => {
  let knex: Knex;
  let installation: RunInstallation;
  let looks: Array<[ids: number, collectors: string]>;
  let due: string[];
  let requests: RefreshRequests;

  beforeEach(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    installation = new RunInstallation(knex, mockServices.logger.mock());
    looks = [];
    due = [];
    requests = new RefreshRequests({
      knex,
      clock: installation.clock,
      logger: mockServices.logger.mock(),
      gatherMs: 100,
      observe: async (ids, collectors) => {
        looks.push([ids.length, collectors.join()]);
      },
      makeDue: async collectors => {
        due.push(collectors.join());
      },
    });
  });
  afterEach(async () => {
    requests.stop();
    await knex.destroy();
  });

  it('gathers what belongs together, each entity once', async () => {
    await installation.putEntities(manyEntities(3, 'https://git.example/shop'));
    const ref = 'Component:default/E0001';
    for (let time = 0; time < 20; time += 1) {
      requests.add(['docs', 'code'], { entityRefs: [ref] });
      requests.add(['docs', 'code'], {
        repositoryUrls: ['https://git.example/Shop.git'],
      });
    }
    requests.add(['slo'], { entityRefs: [ref, 'what?'] });
    requests.add(['slo'], JSON.parse('{"entityRefs": "all"}'));
    requests.add(['nothing'], { entityRefs: ['component:default/none'] });
    await until(() => looks.length > 1);
    expect(looks.sort()).toEqual([
      [1, 'slo'],
      [3, 'docs,code'],
    ]);
    expect(due).toEqual([]);
  });

  it('leaves more than a thousand entities to a run over all', async () => {
    await installation.putEntities(
      manyEntities(1_001, 'https://git.example/x'),
    );
    requests.add(['docs'], { repositoryUrls: ['https://git.example/x'] });
    requests.add(['code'], {
      entityRefs: Array.from(
        { length: 5_000 },
        (_, index) => `component:default/x${index}`,
      ),
    });
    await until(() => due.length > 1);
    expect(due.sort()).toEqual(['code', 'docs']);
    expect(looks).toEqual([]);
  });

  it('lets what was put off for long hold up nobody else', async () => {
    await installation.putEntities(manyEntities(2));
    const [first, second]: number[] = await knex('entities').pluck('id');
    for (const [entityId, waitMs] of [
      [first, 3_600_000],
      [second, 100],
      [second, 3_600_000],
    ]) {
      requests.addLater({
        collector: 'docs',
        entityIds: [entityId],
        until: new Date(installation.now + waitMs),
      });
    }
    await until(() => looks.length > 0);
    expect(looks).toEqual([[2, 'docs']]);
  });

  it('sees to what was put off when its time has come', async () => {
    await installation.putEntities(manyEntities(2));
    const ids: number[] = await knex('entities').orderBy('id').pluck('id');
    for (const entityIds of [ids, [ids[0]]]) {
      requests.addLater({
        collector: 'docs',
        entityIds,
        until: new Date(installation.now + 300),
      });
    }
    await pause(150);
    expect(looks).toEqual([]);
    await until(() => looks.length > 0);
    expect(looks).toEqual([[2, 'docs']]);
    requests.addLater({
      collector: 'docs',
      entityIds: ids,
      until: new Date(installation.now),
    });
    requests.stop();
    await pause(100);
    expect(looks).toHaveLength(1);
  });
});

describe('CollectorWatches', () => {
  it('begins a watch that throws again, and ends that of a collector that left', async () => {
    const stopping = new AbortController();
    const told: string[] = [];
    let attempts = 0;
    let ended = false;
    const failing = Object.assign(new SayingCollector('failing'), {
      watch: async () => {
        attempts += 1;
        if (attempts < 3) {
          throw new Error('no events');
        }
      },
    });
    const leaving = Object.assign(new SayingCollector('leaving'), {
      watch: async ({
        refresh,
        signal,
      }: {
        refresh: (changed: { entityRefs: string[] }) => void;
        signal: AbortSignal;
      }) => {
        refresh({ entityRefs: ['component:default/a'] });
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve);
        });
        ended = true;
        refresh({ entityRefs: ['component:default/too-late'] });
      },
    });
    const collectors = new CollectorSet({ modules: [registered(failing)] });
    collectors.replaceDocuments({
      recipes: [registered(leaving)],
      pushed: [],
    });
    const watches = new CollectorWatches({
      collectors,
      refreshSoon: (collector, changed) => {
        told.push(`${collector} ${changed.entityRefs?.join()}`);
      },
      logger: mockServices.logger.mock(),
      signal: stopping.signal,
      pauseMs: 10,
    });
    watches.follow();
    watches.follow();
    await until(() => attempts > 2);
    await pause(50);
    expect(attempts).toBe(3);
    expect(ended).toBe(false);
    collectors.replaceDocuments({ recipes: [], pushed: [] });
    watches.follow();
    await until(() => ended);
    expect(told).toEqual(['leaving component:default/a']);
    stopping.abort();
  });
});
