import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { FixtureCollector } from './collection/__fixtures__/FixtureCollector';
import readinessPlugin from './index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const group = (name: string, parent?: string) =>
  entityOf(`group:default/${name}`, {
    spec: { type: 'team', profile: { email: `${name}@example.org` } },
    relations: {
      ...(parent ? { childOf: [`group:default/${parent}`] } : {}),
      hasMember: ['user:default/u', 'user:default/v'],
    },
  });
const service = (name: string, team: string, tier: string) =>
  entityOf(`component:default/${name}`, {
    annotations: { 'team-readiness.dev/tier': tier },
    spec: { type: 'service', lifecycle: 'production', owner: team },
    relations: { ownedBy: [`group:default/${team}`] },
  });
const entities: Entity[] = [
  group('all'),
  group('team-a', 'all'),
  group('team-b', 'all'),
  entityOf('user:default/u'),
  service('shop', 'team-a', '1'),
  service('cart', 'team-a', '2'),
  service('mail', 'team-b', '3'),
];

const moduleOf = (moduleId: string, ...collectors: Collector[]) =>
  createBackendModule({
    pluginId: 'readiness',
    moduleId,
    register(reg) {
      reg.registerInit({
        deps: { extension: readinessCollectorsExtensionPoint },
        async init({ extension }) {
          extension.addCollector(...collectors);
        },
      });
    },
  });

async function until<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
): Promise<T> {
  const deadline = process.hrtime.bigint() + 20_000_000_000n;
  for (;;) {
    const value = await read();
    if (isDone(value) || process.hrtime.bigint() > deadline) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe.each(databases.eachSupportedId())('readinessPlugin, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  beforeEach(async () => {
    directory.clear();
    knex = await databases.init(id);
  });

  function start(options: {
    modules?: ReturnType<typeof moduleOf>[];
    readiness?: object;
    backend?: object;
    scheduler?: SchedulerService;
  }) {
    const scheduler = options.scheduler ?? mockServices.scheduler();
    return startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({
              readiness: options.readiness ?? {},
              backend: options.backend ?? {},
            }),
          ),
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        ...(options.modules ?? []),
      ],
    });
  }

  it('collects, evaluates and serves with the built-in scorecards', async () => {
    const repository = new FixtureCollector('repository');
    repository.answers = {
      'component:default/shop': {
        readable: true,
        location: 'git',
        documents: [],
      },
    };
    const scheduler = mockServices.scheduler();
    const backend = await start({
      modules: [moduleOf('fixture', repository)],
      scheduler,
    });
    await scheduler.triggerTask('readiness-collect-catalog');
    await scheduler.triggerTask('readiness-collect-repository');

    expect(await knex('facts').where({ collector: 'catalog' })).toHaveLength(
      entities.length,
    );
    const facts = await knex('facts').where({ collector: 'repository' });
    expect(facts).toHaveLength(1);

    const scores = await until(
      () =>
        knex('scores')
          .join('entities', 'entities.id', 'scores.entity_id')
          .join('definitions', 'definitions.id', 'scores.definition_id')
          .orderBy('entities.ref')
          .select('entities.name', 'definitions.name as scorecard'),
      rows => rows.length >= 6,
    );
    expect(scores.map(row => `${row.scorecard} ${row.name}`).sort()).toEqual([
      'service-readiness cart',
      'service-readiness mail',
      'service-readiness shop',
      'team-readiness all',
      'team-readiness team-a',
      'team-readiness team-b',
    ]);
    await until(
      () => knex('evaluation_queue').where('next_at', '<=', Date.now()),
      rows => !rows.length,
    );

    const answer = await request(backend.server)
      .get('/api/readiness/v1/entities/component/default/shop')
      .set('Authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ref: 'component:default/shop',
      tier: 1,
      owners: ['group:default/team-a'],
    });
    const overview = await request(backend.server)
      .get('/api/readiness/v1/overview')
      .set('Authorization', mockCredentials.user.header());
    expect(overview.status).toBe(200);
    const refs = JSON.stringify(overview.body.teams);
    for (const team of ['all', 'team-a', 'team-b']) {
      expect(refs).toContain(`group:default/${team}`);
    }
    const refreshed = await request(backend.server)
      .post('/api/readiness/v1/entities/component/default/shop/refresh')
      .set('Authorization', mockCredentials.user.header());
    expect(refreshed.status).toBeLessThan(300);

    await scheduler.triggerTask('readiness-write-day-snapshots');
    expect((await knex('rollup_days')).length).toBeGreaterThan(0);
    const problems = await request(backend.server)
      .get('/api/readiness/v1/problems')
      .set('Authorization', mockCredentials.user.header());
    expect(
      problems.body.collectors.map((state: { id: string; status: string }) => [
        state.id,
        state.status,
      ]),
    ).toContainEqual(['repository', 'succeeded']);
    await backend.stop();
  });

  it('gets there by itself under the scheduler of Backstage', async () => {
    const fixture = new FixtureCollector('fixture');
    fixture.answers = { 'component:default/shop': { fine: true } };
    const backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        catalogServiceMock.factory({ entities }),
        schedulerServiceFactory,
        moduleOf('fixture', fixture),
      ],
    });
    const scores = await until(
      () => knex('scores'),
      rows => rows.length >= 6,
    );
    expect(scores).toHaveLength(6);
    expect(
      await until(
        () => knex('facts').where({ collector: 'fixture' }),
        rows => rows.length > 0,
      ),
    ).toHaveLength(1);
    await backend.stop();
  });

  it('starts with what is good, and says what is broken', async () => {
    directory.setContent({
      cards: { 'broken.yaml': 'kind: Scorecard\nmetadata: {' },
    });
    const broken = new FixtureCollector('broken');
    broken.openFailure = new Error('no such host');
    const backend = await start({
      modules: [moduleOf('broken', broken)],
      readiness: {
        definitions: { files: [`${directory.path}/cards/*.yaml`] },
      },
    });
    const answer = await request(backend.server)
      .get('/api/readiness/v1/scorecards')
      .set('Authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    expect(await knex('problems').pluck('source')).toContain(
      'cards/broken.yaml',
    );
    await backend.stop();
  });

  it('blames the later of two modules with the same collector, and goes on if told to', async () => {
    const modules = [
      moduleOf('first', new FixtureCollector('same')),
      moduleOf('second', new FixtureCollector('same')),
    ];
    await expect(start({ modules })).rejects.toThrow(
      /second.*Collector 'same' is already registered/s,
    );
    const backend = await start({
      modules,
      backend: {
        startup: {
          plugins: {
            readiness: {
              modules: { second: { onPluginModuleBootFailure: 'continue' } },
            },
          },
        },
      },
    });
    expect(
      await knex('collector_runs').orderBy('collector').pluck('collector'),
    ).toEqual(['catalog', 'same', 'track-record']);
    await backend.stop();
  });

  it('does not start with a configuration that it cannot read', async () => {
    await expect(
      start({ readiness: { tier: { values: { gold: 9 } } } }),
    ).rejects.toThrow(/readiness\.tier\.values\.gold must be 1, 2 or 3/);
  });
});
