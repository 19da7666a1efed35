import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { readReadinessConfig } from '../../config';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { DerivedFacts } from '../../derivation';
import { rebuildGroupClosure } from '../../rollups';
import { ChangingCatalog, entityOf } from '../__fixtures__/ChangingCatalog';
import { CatalogCollector } from './CatalogCollector';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = new Date('2026-11-20T08:00:00Z').getTime();
const { signal } = new AbortController();

const team = (name: string, more: Parameters<typeof entityOf>[1] = {}) =>
  entityOf(`group:default/${name}`, {
    ...more,
    spec: { type: 'team', ...more.spec },
  });
const service = (name: string, owner = 'team-a', spec: Entity['spec'] = {}) =>
  entityOf(`component:default/${name}`, {
    spec: { type: 'service', owner, ...spec },
    relations: { ownedBy: [`group:default/${owner}`] },
  });

describe.each(databases.eachSupportedId())('CatalogCollector, %s', id => {
  let knex: Knex;
  let now: number;
  let catalog: ChangingCatalog;
  let collector: CatalogCollector;

  beforeEach(async () => {
    knex = await databases.init(id);
    now = start;
    catalog = new ChangingCatalog([
      team('team-a'),
      service('a'),
      service('b'),
      service('c'),
    ]);
    collector = make();
  });
  afterEach(async () => {
    await knex.destroy();
  });

  function make(readiness: object = {}) {
    const clock = { now: () => new Date(now) };
    const derived = new DerivedFacts({
      knex,
      definitions: { current: () => [], held: () => [] },
      connected: () => new Set(),
      timeToLive: { days: 1 },
      clock,
      logger: mockServices.logger.mock(),
    });
    return new CatalogCollector({
      knex,
      catalog: catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(
        mockServices.rootConfig({
          data: JSON.parse(JSON.stringify({ readiness })),
        }),
      ),
      rebuildGroupClosure,
      deriveRelations: options => derived.relations(options),
      clock,
      logger: mockServices.logger.mock(),
    });
  }
  async function run(minutes = 10) {
    now += minutes * 60_000;
    return await collector.run({ signal });
  }
  /** Until new entities are no longer taken for those that were always there. */
  async function settle() {
    await run();
    await run();
  }
  const live = async () =>
    await knex('entities').whereNull('removed_at').orderBy('ref').pluck('name');
  const state = async () =>
    await knex('collector_runs').where({ collector: 'catalog' }).first();
  const ownerOf = async (ref: string) => {
    const row = await knex('facts')
      .join('entities', 'entities.id', 'facts.entity_id')
      .where({ ref, collector: 'readiness/owner' })
      .first('data');
    return JSON.parse(row.data);
  };
  const below = async (ref: string): Promise<string[]> =>
    await knex('group_closure')
      .where({ ancestor_ref: ref })
      .orderBy('descendant_ref')
      .pluck('descendant_ref');
  const queued = async () => {
    const refs = await knex('evaluation_queue')
      .join('entities', 'entities.id', 'evaluation_queue.entity_id')
      .where('next_at', '<=', now)
      .orderBy('ref')
      .pluck('name');
    await knex('evaluation_queue').del();
    return refs;
  };

  it('stores what the catalog holds, and marks it', async () => {
    const outcome = await run();
    expect(outcome).toMatchObject({ status: 'succeeded' });
    expect(outcome.addedIds).toHaveLength(4);
    expect(await live()).toEqual(['a', 'b', 'c', 'team-a']);
    expect(await queued()).toEqual(['a', 'b', 'c', 'team-a']);
    expect(await state()).toMatchObject({ status: 'succeeded', observed: 4 });
    expect(
      await knex('group_closure').select('ancestor_ref', 'descendant_ref'),
    ).toEqual([
      {
        ancestor_ref: 'group:default/team-a',
        descendant_ref: 'group:default/team-a',
      },
    ]);
    const fact = await knex('facts').where({ collector: 'catalog' }).first();
    expect(Number(fact.expires_at) - Number(fact.observed_at)).toBe(86_400_000);
  });

  it('keeps by what events name each entity, also for those that were there before', async () => {
    await settle();
    const targets = async (name: string): Promise<string[]> =>
      await knex('entity_targets')
        .join('entities', 'entities.id', 'entity_targets.entity_id')
        .where({ name })
        .orderBy('target')
        .pluck('target');
    expect(await targets('a')).toEqual([
      'entity:component:default/a',
      'service:a',
      'service:default/a',
    ]);
    expect(await targets('team-a')).toEqual(['entity:group:default/team-a']);
    // As a migration leaves entities of which nothing has changed.
    await knex('entity_targets').delete();
    expect((await run()).changedIds).toEqual([]);
    expect(await targets('a')).toHaveLength(3);

    catalog.entities[1].metadata.annotations = {
      'team-readiness.dev/delivery-services': 'checkout',
      'github.com/project-slug': 'Acme/Shop',
    };
    await run();
    expect(await targets('a')).toEqual([
      'entity:component:default/a',
      'repository:https://github.com/acme/shop',
      'service:checkout',
    ]);
    catalog.entities.splice(1, 1);
    await settle();
    await run();
    expect(await live()).not.toContain('a');
    expect(await targets('a')).toEqual([]);
  });

  it('does nothing but move times where nothing changed', async () => {
    await settle();
    await queued();
    const writes: string[] = [];
    const facts = await knex('facts').orderBy(['entity_id', 'collector']);
    knex.on('query', query => {
      const [, table] =
        /^(?:insert into|update|delete from|with.*(?<!for )update) ["`]?(\w+)/s.exec(
          query.sql,
        ) ?? [];
      if (table) {
        writes.push(table);
      }
    });
    expect((await run()).changedIds).toEqual([]);
    expect(new Set(writes)).toEqual(new Set(['collector_runs', 'facts']));
    expect(await queued()).toEqual([]);
    const after = await knex('facts').orderBy(['entity_id', 'collector']);
    expect(after.map(row => row.hash)).toEqual(facts.map(row => row.hash));
    expect(after.every(row => Number(row.observed_at) === now)).toBe(true);
  });

  it('takes the same number of statements for any number of entities on a page', async () => {
    const count = async (entities: number, prefix: string) => {
      catalog.entities = [
        team('team-a'),
        ...Array.from({ length: entities }, (_, index) =>
          service(`${prefix}${index}`, `team-${index % 50}`),
        ),
      ];
      let statements = 0;
      const listener = () => {
        statements += 1;
      };
      collector = make({ catalog: { pageSize: 1_000, minimumShare: 0 } });
      knex.on('query', listener);
      await run();
      knex.removeListener('query', listener);
      return statements;
    };
    const few = await count(5, 'x');
    await knex('entities').del();
    await knex('facts').del();
    await knex('owner_sets').del();
    await knex('owner_set_members').del();
    await knex('collector_runs').del();
    await knex('group_closure').del();
    await knex('group_closure_periods').del();
    await knex('ownership_periods').del();
    // What is derived is written in batches of a hundred on SQLite.
    expect(await count(99, 'y')).toBe(few);
  });

  it('knows what was there from the start, also while the catalog fills up', async () => {
    const all = catalog.entities;
    catalog.entities = [];
    await run(0);
    expect(await collector.isDue()).toBe(true);
    catalog.entities = all.slice(0, 2);
    await run(1);
    expect(await collector.isDue()).toBe(true);
    catalog.entities = all;
    await run(1);
    await run(1);
    expect((await state()).completed).toBe(1);
    expect(await collector.isDue()).toBe(false);
    catalog.entities = [...all, service('late')];
    await run();
    const rows = await knex('entities').whereNotNull('created_at');
    expect(rows.map(row => [row.name, Number(row.created_at)])).toEqual([
      ['late', now],
    ]);
  });

  it('is due by schedule, and when the number of entities changes', async () => {
    await settle();
    now += 60_000;
    expect(await collector.isDue()).toBe(false);
    catalog.entities.push(service('d'));
    expect(await collector.isDue()).toBe(true);
    catalog.failure = new Error('down');
    expect(await collector.isDue()).toBe(false);
    now += 10 * 60_000;
    expect(await collector.isDue()).toBe(true);
  });

  it('removes only what two complete streams and a look-up do not find', async () => {
    await settle();
    const [gone] = catalog.entities.splice(3, 1);
    const [hidden] = catalog.entities.splice(2, 1);
    catalog.hidden = [hidden];
    await queued();
    await run();
    expect(await live()).toEqual(['a', 'b', 'c', 'team-a']);
    expect(catalog.calls).not.toContain('getEntitiesByRefs');

    // A stream that breaks off counts for nothing.
    catalog.pagesUntilFailure = 0;
    expect(await run()).toMatchObject({ status: 'failed' });
    expect(await live()).toHaveLength(4);
    catalog.pagesUntilFailure = Infinity;
    await queued();

    await run();
    expect(await live()).toEqual(['a', 'b', 'team-a']);
    expect(
      catalog.calls.filter(call => call === 'getEntitiesByRefs'),
    ).toHaveLength(1);
    expect(await queued()).toEqual(['c']);
    const row = await knex('entities').where({ name: 'c' }).first();
    expect(Number(row.removed_at)).toBe(now);
    expect(await knex('facts').where({ entity_id: row.id })).toEqual([]);

    catalog.entities.push(gone);
    await run();
    const back = await knex('entities').where({ name: 'c' }).first();
    expect(back).toMatchObject({ id: row.id, removed_at: null });
    expect(Number(back.created_at)).toBe(now);
    expect(await queued()).toEqual(['c']);
  });

  it('starts counting anew for an entity that came back in between', async () => {
    await settle();
    const [a] = catalog.entities.splice(1, 1);
    await run();
    catalog.entities.push(a);
    await run();
    catalog.entities.pop();
    await run();
    expect(await live()).toContain('a');
    await run();
    expect(await live()).not.toContain('a');
  });

  it.each([
    ['an empty catalog', 0, 'The catalog holds 0 of 4 known entities'],
    ['a catalog that lost most', 1, 'The catalog holds 1 of 4 known entities'],
  ])('refuses %s, however often it comes', async (_, left, message) => {
    await settle();
    const all = catalog.entities;
    catalog.entities = all.slice(0, left);
    for (let times = 0; times < 4; times += 1) {
      expect(await run()).toMatchObject({ status: 'failed' });
    }
    expect(await live()).toHaveLength(4);
    expect((await state()).last_error).toContain(message);
    expect(await knex('problems').pluck('message')).toEqual([
      expect.stringContaining(message),
    ]);
    catalog.entities = all;
    expect(await run()).toMatchObject({ status: 'succeeded' });
    expect(await knex('problems')).toEqual([]);
    expect((await state()).last_error).toBeNull();

    collector = make({ catalog: { minimumShare: 0 } });
    catalog.entities = all.slice(0, left);
    await run();
    await run();
    expect(await live()).toHaveLength(left);
  });

  it('goes on past broken and hostile entities, and names them', async () => {
    const broken: unknown[] = [
      null,
      { kind: 'Component', metadata: null },
      { kind: 'Component', metadata: { name: 'x'.repeat(500) } },
      {
        ...service('odd'),
        metadata: {
          name: 'odd',
          annotations: { a: 1, b: 'y'.repeat(100_000) },
        },
      },
      { kind: 'Component', metadata: { name: 'nul\u0000byte' } },
    ];
    catalog.entities.splice(1, 0, ...(broken as Entity[]));
    expect(await run()).toMatchObject({ status: 'succeeded' });
    expect(await live()).toEqual(['a', 'b', 'c', 'odd', 'team-a']);
    const problems = await knex('problems').orderBy('id');
    expect(
      problems.map(row => [
        row.subject,
        row.name.slice(0, 30),
        row.entity_id !== null,
      ]),
    ).toEqual([
      ['entity', 'component:default/odd', true],
      ['entity', 'component:default/odd', true],
      ['entity', '?:default/?', false],
      ['entity', 'Component:default/?', false],
      ['entity', `Component:default/${'x'.repeat(12)}`, false],
      ['entity', 'Component:default/nulbyte', false],
    ]);
    expect((await state()).failed).toBe(4);
  });

  it('backs off from a catalog that cannot be reached, and leaves facts alone', async () => {
    await settle();
    const facts = await knex('facts').orderBy(['entity_id', 'collector']);
    catalog.failure = new Error('connect ECONNREFUSED at /srv/app/x.js');
    const pauses = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await run();
      pauses.push((Number((await state()).next_at) - now) / 60_000);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 10, 10]);
    expect((await state()).last_error).toBe('connect ECONNREFUSED at x.js');
    expect(await knex('facts').orderBy(['entity_id', 'collector'])).toEqual(
      facts,
    );
    catalog.failure = undefined;
    await run();
    expect(await state()).toMatchObject({ status: 'succeeded', attempt: 0 });
  });

  it('tells each entity about its owners, and again when a group changes', async () => {
    catalog.entities = [
      team('team-a', {
        annotations: { 'pagerduty.com/service-id': 'P1' },
        links: [
          { url: 'https://example.org', title: 'Home' },
          { url: 'https://acme.slack.com/archives/C1' },
        ],
        spec: { profile: { email: 'a@example.org' } },
        relations: { hasMember: ['user:default/u', 'user:default/v'] },
      }),
      entityOf('user:default/u'),
      service('a'),
      service('lost', 'nobody'),
      entityOf('component:default/free', { spec: { type: 'service' } }),
      entityOf('component:default/both', {
        relations: { ownedBy: ['user:default/u', 'group:default/team-a'] },
      }),
    ];
    await settle();
    const owner = {
      ref: 'group:default/team-a',
      kind: 'group',
      exists: true,
      type: 'team',
      members: 2,
      email: 'a@example.org',
      chat: 'https://acme.slack.com/archives/C1',
      onCall: true,
    };
    const fact = {
      owners: [owner],
      exists: true,
      isTeam: true,
      members: 2,
      reachable: true,
      onCall: true,
    };
    expect(await ownerOf('component:default/a')).toEqual(fact);
    expect(await ownerOf('group:default/team-a')).toEqual(fact);
    expect(await ownerOf('component:default/free')).toEqual({
      owners: [],
      exists: false,
      isTeam: false,
      members: null,
      reachable: false,
      onCall: false,
    });
    expect(await ownerOf('component:default/lost')).toMatchObject({
      owners: [{ ref: 'group:default/nobody', exists: false }],
      exists: false,
      isTeam: false,
    });
    expect(await ownerOf('component:default/both')).toMatchObject({
      exists: true,
      isTeam: false,
      members: null,
      reachable: false,
      onCall: true,
    });

    await queued();
    catalog.entities[0] = team('team-a', {
      relations: { hasMember: ['user:default/u'] },
    });
    await run();
    expect(await ownerOf('component:default/a')).toMatchObject({
      members: 1,
      reachable: false,
      onCall: false,
    });
    expect(await queued()).toEqual(['a', 'both', 'team-a']);
  });

  it('does not know members where the catalog holds no users', async () => {
    await run();
    expect(await ownerOf('component:default/a')).toMatchObject({
      isTeam: true,
      members: null,
    });
  });

  it('moves an entity to its new owner', async () => {
    catalog.entities.push(team('team-b'));
    await settle();
    await queued();
    catalog.entities[1] = service('a', 'team-b');
    await run();
    expect(await ownerOf('component:default/a')).toMatchObject({
      owners: [{ ref: 'group:default/team-b' }],
    });
    const row = await knex('entities')
      .join('owner_sets', 'owner_sets.id', 'entities.owner_set_id')
      .where({ name: 'a' })
      .first('owners');
    expect(row.owners).toBe('group:default/team-b');
    expect(await queued()).toEqual(['a']);
  });

  it('refreshes one entity, and what a group owns', async () => {
    await settle();
    await queued();
    catalog.entities[1] = service('a', 'team-a', { lifecycle: 'experimental' });
    expect(await collector.refresh('component:default/a')).toEqual(
      expect.any(Number),
    );
    expect(await knex('entities').where({ name: 'a' }).first()).toMatchObject({
      lifecycle: 'experimental',
    });
    catalog.entities[0] = team('team-a', {
      spec: { profile: { email: 'a@example.org' } },
    });
    const groupId = await collector.refresh('group:default/team-a');
    expect(groupId).toEqual(expect.any(Number));
    expect(await ownerOf('component:default/b')).toMatchObject({
      reachable: true,
    });
    expect(await collector.refresh('component:default/none')).toBeUndefined();
  });

  it('knows a group and its place from the refresh on', async () => {
    await settle();
    catalog.entities.push(
      team('parent', { relations: { parentOf: ['group:default/team-a'] } }),
    );
    await collector.refresh('group:default/parent');
    expect(await below('group:default/parent')).toEqual([
      'group:default/parent',
      'group:default/team-a',
    ]);
  });

  it('mends the hierarchy of groups although a stream finds no change', async () => {
    await settle();
    // A process that is killed between the last page and the hierarchy leaves it behind.
    await knex('group_closure').del();
    expect((await run()).changedIds).toEqual([]);
    expect(await below('group:default/team-a')).toEqual([
      'group:default/team-a',
    ]);
  });

  it('counts a stream that was told to stop as failed', async () => {
    const controller = new AbortController();
    controller.abort(new Error('shutting down'));
    expect(await collector.run({ signal: controller.signal })).toMatchObject({
      status: 'failed',
    });
    expect(await live()).toEqual([]);
  });
});
