import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { selectOwningGroupIds } from '../../database/operations/entities';
import { CollectorSet } from '../CollectorSet';
import { RunProgress } from '../runs';
import {
  manyEntities,
  registered,
  RunInstallation,
  SayingCollector,
} from '../runs/__testUtils__/RunInstallation';
import { FactFollowers } from './FactFollowers';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const following = (id: string, ...follows: string[]) =>
  Object.assign(new SayingCollector(id), { follows });

describe.each(databases.eachSupportedId())('FactFollowers, %s', id => {
  let knex: Knex;
  let installation: RunInstallation;
  let ids: Map<string, number>;
  let looks: string[];
  let due: string[];
  let observing: (follower: string) => Promise<void>;
  let followers: FactFollowers;

  const read = async () => {
    const rows = await knex('entities').select('id', 'name');
    ids = new Map(rows.map(row => [row.name, row.id]));
  };
  const idsOf = (...names: string[]) => names.map(name => ids.get(name)!);
  const until = async (expected: string[]) => {
    while (looks.length < expected.length) {
      await pause(20);
    }
    expect([...looks].sort()).toEqual([...expected].sort());
  };

  beforeEach(async () => {
    knex = await databases.init(id);
    installation = new RunInstallation(knex, mockServices.logger.mock());
    await installation.putEntities({ a: '', b: '', c: '' });
    await read();
    looks = [];
    due = [];
    observing = async () => {};
    await knex('collector_runs').insert(
      ['record', 'sum', 'docs'].map(collector => ({
        collector,
        status: 'succeeded',
        next_at: installation.now + 3_600_000,
        completed: 1,
      })),
    );
    followers = new FactFollowers({
      knex,
      collectors: new CollectorSet({
        modules: [
          new SayingCollector('docs'),
          following('record', 'docs', 'code'),
          following('sum', 'record'),
        ].map(registered),
      }),
      clock: installation.clock,
      logger: mockServices.logger.mock(),
      followMs: 50,
      observe: async (entityIds, collectors) => {
        const names = await knex('entities')
          .whereIn('id', [...entityIds])
          .orderBy('name')
          .pluck('name');
        looks.push(`${collectors.join()}: ${names.join()}`);
        await observing(collectors[0]);
      },
      makeDue: async collectors => {
        due.push(collectors.join());
      },
    });
  });
  afterEach(async () => {
    followers.stop();
    await knex.destroy();
  });

  it('lets those look that follow, once for all changes of a while', async () => {
    for (const name of ['a', 'b', 'a']) {
      followers.changed('docs', idsOf(name));
      followers.changed('code', idsOf(name));
    }
    followers.changed('slo', idsOf('c'));
    followers.changed('sum', idsOf('c'));
    followers.changed('docs', []);
    await until(['record: a,b']);
    followers.changed('record', idsOf('c'));
    await until(['record: a,b', 'sum: c']);
    expect(due).toEqual([]);
  });

  it('looks at the Groups that own them, and at those above', async () => {
    await knex('owner_sets').insert({ id: 7, owners: 'group:default/team' });
    await knex('owner_set_members').insert({
      owner_set_id: 7,
      owner_ref: 'group:default/team',
    });
    await knex('entities').where({ name: 'a' }).update({ owner_set_id: 7 });
    await knex('entities').insert(
      ['team', 'unit', 'other'].map(name => ({
        ref: `group:default/${name}`,
        kind: 'group',
        namespace: 'default',
        name,
        owner_set_id: 1,
        removed_at: null,
      })),
    );
    await knex('group_closure').insert(
      [
        ['team', 'team'],
        ['unit', 'unit'],
        ['unit', 'team'],
        ['other', 'other'],
      ].map(([ancestor, descendant]) => ({
        ancestor_ref: `group:default/${ancestor}`,
        descendant_ref: `group:default/${descendant}`,
      })),
    );
    await read();
    followers.changed('docs', idsOf('a'));
    await until(['record: a,team,unit']);
    await knex('entities').where({ name: 'team' }).update({ removed_at: 1 });
    const entityIds = idsOf('a', 'b');
    expect(await selectOwningGroupIds(knex, { entityIds, limit: 9 })).toEqual(
      idsOf('unit'),
    );
    expect(
      await selectOwningGroupIds(knex, { entityIds: [], limit: 9 }),
    ).toEqual([]);
  });

  it.each([
    ['is due', { next_at: 0 }],
    ['never was', { next_at: null, status: 'never' }],
    [
      'was asked for besides the one under way',
      { status: 'running', run_started_at: 5, requested_at: 9 },
    ],
  ])('leaves it to a run over all that %s', async (_, row) => {
    await knex('collector_runs').where({ collector: 'record' }).update(row);
    followers.changed('docs', idsOf('a', 'b'));
    followers.changed('record', idsOf('a'));
    await until(['sum: a']);
    await pause(100);
    expect(looks).toEqual(['sum: a']);
  });

  it('looks at what a run has passed, and at the rest when it has ended', async () => {
    const [passed, ahead] = idsOf('a', 'c');
    const progress = RunProgress.none.advanced(
      [{ repositoryKey: 0, id: passed }],
      [],
    );
    await knex('collector_runs').where({ collector: 'record' }).update({
      status: 'running',
      run_started_at: 9,
      requested_at: 5,
      cursor: progress.toCursor(),
    });
    followers.changed('docs', [passed, ahead]);
    await until(['record: a']);
    await knex('collector_runs')
      .where({ collector: 'record' })
      .update({ status: 'succeeded', cursor: null });
    await until(['record: a', 'record: c']);
    expect(due).toEqual([]);
  });

  it('leaves more than a thousand to one more run over all', async () => {
    await installation.putEntities(manyEntities(1_001));
    await read();
    followers.changed('docs', [...ids.values()]);
    while (!due.length) {
      await pause(20);
    }
    expect([due, looks]).toEqual([['record'], []]);
  });

  it('takes one gathering at a time, rests in between, and holds up nobody else', async () => {
    let atOnce = 0;
    let most = 0;
    const times: Array<{ begin: number; end: number }> = [];
    let end = () => {};
    const mayEnd = new Promise<void>(resolve => {
      end = resolve;
    });
    observing = async follower => {
      if (follower === 'record') {
        atOnce += 1;
        most = Math.max(most, atOnce);
        const begin = performance.now();
        await mayEnd;
        times.push({ begin, end: performance.now() });
        atOnce -= 1;
      }
    };
    followers.changed('docs', idsOf('a'));
    await until(['record: a']);
    followers.changed('docs', idsOf('b'));
    followers.changed('docs', idsOf('c'));
    followers.changed('record', idsOf('a'));
    await until(['record: a', 'sum: a']);
    await pause(100);
    expect(looks).toHaveLength(2);
    end();
    await until(['record: a', 'sum: a', 'record: b,c']);
    expect(most).toBe(1);
    while (times.length < 2) {
      await pause(5);
    }
    // Timers know whole milliseconds.
    const [first, second] = times;
    expect(second.begin - first.end).toBeGreaterThan(
      5 * (first.end - first.begin) - 10,
    );
  });

  it('goes on after an error, and stops when it is told to', async () => {
    observing = async () => {
      throw new Error('the database is away');
    };
    followers.changed('docs', idsOf('a'));
    await until(['record: a']);
    await pause(100);
    followers.changed('docs', idsOf('b'));
    await until(['record: a', 'record: b']);
    followers.changed('docs', idsOf('c'));
    followers.stop();
    followers.changed('docs', idsOf('c'));
    await pause(200);
    expect(looks).toHaveLength(2);
  });
});
