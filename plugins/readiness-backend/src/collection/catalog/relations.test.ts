import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { readReadinessConfig } from '../../config';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { DerivedFacts } from '../../derivation';
import { rebuildGroupClosure } from '../../rollups';
import { ChangingCatalog, entityOf } from '../__fixtures__/ChangingCatalog';
import { CatalogCollector } from './CatalogCollector';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const signal = new AbortController().signal;

describe.each(databases.eachSupportedId())('relations, %s', id => {
  let knex: Knex;
  let now: number;
  let catalog: ChangingCatalog;
  let collector: CatalogCollector;

  beforeEach(async () => {
    knex = await databases.init(id);
    now = Date.parse('2026-11-21T08:00:00.000Z');
    catalog = new ChangingCatalog();
    const clock = { now: () => new Date(now) };
    const derived = new DerivedFacts({
      knex,
      definitions: { current: () => [], held: () => [] },
      connected: () => new Set(),
      timeToLive: { days: 1 },
      clock,
      logger: mockServices.logger.mock(),
    });
    collector = new CatalogCollector({
      knex,
      catalog: catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(
        mockServices.rootConfig({
          data: { readiness: { catalog: { pageSize: 2 } } },
        }),
      ),
      rebuildGroupClosure,
      deriveRelations: options => derived.relations(options),
      clock,
      logger: mockServices.logger.mock(),
    });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function run(minutes = 10) {
    now += minutes * 60_000;
    return await collector.run({ signal });
  }
  /** Until new entities are no longer taken for those that were always there. */
  async function settle() {
    await run();
    await run();
  }
  const queued = async () => {
    const refs = await knex('evaluation_queue')
      .join('entities', 'entities.id', 'evaluation_queue.entity_id')
      .where('next_at', '<=', now)
      .orderBy('ref')
      .pluck('name');
    await knex('evaluation_queue').del();
    return refs;
  };
  const relationsOf = async (ref: string) => {
    const row = await knex('facts')
      .join('entities', 'entities.id', 'facts.entity_id')
      .where({ ref, collector: 'readiness/relations' })
      .first('data');
    return row && JSON.parse(row.data);
  };
  const related = (name: string, relations: Record<string, string[]>) =>
    entityOf(`component:default/${name}`, {
      annotations: { 'team-readiness.dev/tier': '2' },
      spec: { type: 'service', system: 'shop' },
      relations,
    });

  it('tell what stands around an entity once a stream is complete', async () => {
    catalog.entities = [
      related('a', {
        dependsOn: ['component:default/b', 'resource:default/gone'],
        consumesApi: ['api:default/b-api', 'api:default/hidden'],
        ownedBy: ['group:default/nobody'],
      }),
      related('b', {
        providesApi: ['api:default/b-api', 'api:default/planned'],
      }),
      related('c', { consumesApi: ['api:default/b-api'] }),
      entityOf('api:default/b-api', { spec: { type: 'openapi' } }),
    ];
    catalog.hidden = [entityOf('api:default/hidden')];
    catalog.pagesUntilFailure = 1;
    await run();
    expect(await relationsOf('component:default/a')).toBeUndefined();
    catalog.pagesUntilFailure = Infinity;
    await run();
    expect(await relationsOf('component:default/a')).toEqual({
      unresolved: ['group:default/nobody', 'resource:default/gone'],
      dependencies: [
        {
          ref: 'api:default/b-api',
          name: 'b-api',
          kind: 'api',
          type: 'openapi',
          tier: null,
        },
        {
          ref: 'api:default/hidden',
          name: 'hidden',
          kind: 'api',
          type: null,
          tier: null,
        },
        {
          ref: 'component:default/b',
          name: 'b',
          kind: 'component',
          type: 'service',
          tier: 2,
        },
      ],
      dependencyCount: 3,
      dependents: [],
      dependentCount: 0,
      providedApis: [],
    });
    expect(await relationsOf('component:default/b')).toEqual({
      unresolved: ['api:default/planned'],
      dependencies: [],
      dependencyCount: 0,
      dependents: ['a', 'c'].map(name => ({
        ref: `component:default/${name}`,
        name,
        tier: 2,
        system: 'shop',
      })),
      dependentCount: 2,
      providedApis: [
        {
          ref: 'api:default/b-api',
          name: 'b-api',
          type: 'openapi',
          exists: true,
        },
        {
          ref: 'api:default/planned',
          name: 'planned',
          type: null,
          exists: false,
        },
      ],
    });
  });

  it('ask the catalog once for what no stream brings, and forget what nobody names', async () => {
    catalog.entities = [related('a', { dependsOn: ['resource:default/x'] })];
    await settle();
    await run();
    const lookUps = () =>
      catalog.calls.filter(call => call === 'getEntitiesByRefs').length;
    expect(lookUps()).toBe(1);
    await run(6 * 60);
    expect(lookUps()).toBe(2);
    catalog.hidden = [entityOf('resource:default/x')];
    await run(6 * 60);
    expect(await relationsOf('component:default/a')).toMatchObject({
      unresolved: [],
      dependencyCount: 1,
    });
    catalog.entities = [related('a', {})];
    await run();
    await run();
    expect(await knex('looked_up_refs')).toEqual([]);
    expect(await relationsOf('component:default/a')).toMatchObject({
      dependencyCount: 0,
    });
  });

  it('lead nowhere only after the target was removed, and mark who names it', async () => {
    catalog.entities = [
      related('a', { dependsOn: ['component:default/b'] }),
      related('b', { dependsOn: ['component:default/c'] }),
      related('c', {}),
      related('d', {}),
    ];
    await settle();
    await queued();
    catalog.entities = catalog.entities.filter(
      ({ metadata }) => metadata.name !== 'b',
    );
    await run();
    expect(await relationsOf('component:default/a')).toMatchObject({
      unresolved: [],
    });
    expect(await queued()).toEqual([]);
    await run();
    expect(await relationsOf('component:default/a')).toMatchObject({
      unresolved: ['component:default/b'],
      dependencyCount: 0,
    });
    expect(await relationsOf('component:default/c')).toMatchObject({
      dependents: [],
    });
    expect(await queued()).toEqual(['a', 'b', 'c']);
  });

  it('stay as they are, unknown targets left out, while the catalog answers no look-up', async () => {
    catalog.entities = [related('a', {})];
    await settle();
    catalog.entities = [related('a', { ownedBy: ['group:default/new'] })];
    catalog.lookUpFailure = new Error('timed out');
    expect(await run()).toMatchObject({ status: 'succeeded' });
    expect(await relationsOf('component:default/a')).toMatchObject({
      unresolved: [],
    });
    catalog.lookUpFailure = undefined;
    await run();
    expect(await relationsOf('component:default/a')).toMatchObject({
      unresolved: ['group:default/new'],
    });
  });

  it('are known from the refresh on', async () => {
    catalog.entities = [related('a', {}), related('b', {})];
    await settle();
    catalog.entities = [
      related('a', { dependsOn: ['component:default/b'] }),
      related('b', {}),
    ];
    await collector.refresh('component:default/a');
    expect(await relationsOf('component:default/a')).toMatchObject({
      dependencyCount: 1,
    });
    expect(await relationsOf('component:default/b')).toMatchObject({
      dependentCount: 1,
    });
  });
});
