/**
 * The whole plugin over entities that depend on each other in a circle, are owned by teams below
 * teams, and were made from a template.
 */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { FixtureCollector } from './collection/__fixtures__/FixtureCollector';
import { unpackResults } from './database/operations/results';
import { scorecardObject } from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const group = (name: string, parent?: string) =>
  entityOf(`group:default/${name}`, {
    spec: { type: 'team' },
    relations: parent ? { childOf: [`group:default/${parent}`] } : {},
  });
const service = (name: string, team: string, dependsOn: string[]) =>
  entityOf(`component:default/${name}`, {
    annotations: {
      'team-readiness.dev/tier': '1',
      'backstage.io/source-template': 'template:default/golden-path',
    },
    spec: { type: 'service', owner: team },
    relations: {
      ownedBy: [`group:default/${team}`],
      dependsOn: dependsOn.map(ref => `component:default/${ref}`),
    },
  });
const entities: Entity[] = [
  group('all'),
  group('team-a', 'all'),
  group('team-b', 'all'),
  entityOf('template:default/golden-path', { spec: { type: 'service' } }),
  service('shop', 'team-a', ['cart']),
  service('cart', 'team-b', ['shop', 'gone']),
];

const documents = [
  scorecardObject(
    'service',
    [
      { id: 'fine', condition: 'facts.fixture.fine' },
      {
        id: 'dependencies-fine',
        level: 2,
        condition:
          'facts["readiness/dependencies"].items.all(i, i.ceiling == 0 || i.baseLevel >= 1)',
      },
      {
        id: 'resolved',
        gate: false,
        condition: 'size(facts["readiness/relations"].unresolved) == 0',
      },
    ],
    { graceDays: 0 },
  ),
  scorecardObject(
    'team',
    [
      {
        id: 'services-fine',
        condition:
          'facts["readiness/rollup"].checks.all(c, c.check != "fine" || c.pass == c.applicable)',
      },
    ],
    { target: { kind: 'Group' } },
  ),
  scorecardObject(
    'platform',
    [
      {
        id: 'yields-fine',
        appliesTo: { kind: 'Template' },
        condition:
          'facts["readiness/rollup"].levels.all(l, l.scorecard != "service" || l.level >= 1)',
      },
    ],
    { target: { kind: { $in: ['Template', 'Component'] } } },
  ),
];

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

describe.each(databases.eachSupportedId())('derived facts, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });

  function start(
    definitions: object,
    fixture: FixtureCollector,
    scheduler: SchedulerService,
  ) {
    return startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({
              readiness: { definitions },
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
        createBackendModule({
          pluginId: 'readiness',
          moduleId: 'fixture',
          register(reg) {
            reg.registerInit({
              deps: { extension: readinessCollectorsExtensionPoint },
              async init({ extension }) {
                extension.addCollector(fixture);
              },
            });
          },
        }),
      ],
    });
  }

  it('let answers follow those of dependencies, services and the services of a template', async () => {
    const fixture = new FixtureCollector('fixture');
    fixture.answers = {
      'component:default/shop': { fine: true },
      'component:default/cart': { fine: true },
    };
    const scheduler = mockServices.scheduler();
    const backend = await start({ builtIn: [], documents }, fixture, scheduler);
    // Sums are made once a minute: with each look a minute is over.
    const letMinutePass = () =>
      knex('derivations').whereNotNull('derived_at').update({ derived_at: 0 });
    const outcomesOf = async (ref: string): Promise<string> => {
      await letMinutePass();
      const { body } = await request(backend.server)
        .get(`/api/readiness/v1/entities/${ref}`)
        .set('Authorization', mockCredentials.user.header());
      return (body.scorecards ?? [])
        .flatMap((scorecard: { results: Array<Record<string, string>> }) =>
          scorecard.results.map(
            ({ checkId: check, outcome }: Record<string, string>) =>
              `${check} ${outcome}`,
          ),
        )
        .join(', ');
    };
    const expectOutcomes = async (ref: string, expected: string) =>
      expect([
        ref,
        await until(
          () => outcomesOf(ref),
          found => found === expected,
        ),
      ]).toEqual([ref, expected]);

    await scheduler.triggerTask('readiness-collect-fixture');
    await scheduler.triggerTask('readiness-collect-catalog');
    await scheduler.triggerTask('readiness-collect-fixture');
    await expectOutcomes(
      'component/default/shop',
      'fine pass, dependencies-fine pass, resolved pass, yields-fine not-applicable',
    );
    await expectOutcomes(
      'component/default/cart',
      'fine pass, dependencies-fine pass, resolved fail, yields-fine not-applicable',
    );
    await expectOutcomes('group/default/all', 'services-fine pass');
    await expectOutcomes('template/default/golden-path', 'yields-fine pass');

    await until(
      async () => {
        await letMinutePass();
        return [
          ...(await knex('evaluation_queue')),
          ...(await knex('derivation_marks')),
        ];
      },
      rows => rows.length === 0,
    );
    const [{ before }] = await knex('transitions').max({ before: 'id' });
    fixture.answers['component:default/cart'] = { fine: false };
    await request(backend.server)
      .post('/api/readiness/v1/entities/component/default/cart/refresh')
      .set('Authorization', mockCredentials.user.header());
    await expectOutcomes(
      'component/default/shop',
      'fine pass, dependencies-fine fail, resolved pass, yields-fine not-applicable',
    );
    await expectOutcomes(
      'component/default/cart',
      'fine fail, dependencies-fine pass, resolved fail, yields-fine not-applicable',
    );
    await expectOutcomes('group/default/team-a', 'services-fine pass');
    await expectOutcomes('group/default/team-b', 'services-fine fail');
    await expectOutcomes('group/default/all', 'services-fine fail');
    await expectOutcomes('template/default/golden-path', 'yields-fine fail');
    // Pages explain from facts, a moment before the answers are stored.
    const causes = await until(
      () =>
        knex('transitions')
          .join('checks', 'checks.id', 'transitions.check_key')
          .join('entities', 'entities.id', 'transitions.entity_id')
          .where('transitions.id', '>', before ?? 0)
          .orderBy(['ref', 'check_id'])
          .select('name', 'check_id', 'cause'),
      rows => rows.length >= 5,
    );
    expect(causes).toEqual([
      { name: 'cart', check_id: 'fine', cause: 'data' },
      { name: 'shop', check_id: 'dependencies-fine', cause: 'dependency' },
      { name: 'all', check_id: 'services-fine', cause: 'dependency' },
      { name: 'team-b', check_id: 'services-fine', cause: 'dependency' },
      { name: 'golden-path', check_id: 'yields-fine', cause: 'dependency' },
    ]);
    await backend.stop();
  });

  it('let all built-in scorecards answer without an error', async () => {
    const scheduler = mockServices.scheduler();
    const builtIn = [
      'service-readiness',
      'team-readiness',
      'platform-readiness',
      'ml-readiness',
    ];
    const fixture = new FixtureCollector('fixture');
    const backend = await start({ builtIn }, fixture, scheduler);
    await scheduler.triggerTask('readiness-collect-catalog');
    const rollups = await until(
      () => knex('facts').where({ collector: 'readiness/rollup' }),
      rows => rows.length >= 4,
    );
    expect(rollups).toHaveLength(4);
    const results = await until(
      () =>
        knex('results')
          .join('definitions', 'definitions.id', 'results.definition_id')
          .select('name', 'packed'),
      rows => rows.length >= 6,
    );
    expect(results.map(row => row.name).sort()).toEqual([
      'platform-readiness',
      'service-readiness',
      'service-readiness',
      'team-readiness',
      'team-readiness',
      'team-readiness',
    ]);
    await until(
      () => knex('evaluation_queue').where('next_at', '<=', Date.now()),
      rows => rows.length === 0,
    );
    const outcomes = (await knex('results').pluck('packed')).flatMap(packed =>
      unpackResults(packed).map(({ outcome }) => outcome),
    );
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes).not.toContain('error');
    const { body } = await request(backend.server)
      .get('/api/readiness/v1/overview')
      .set('Authorization', mockCredentials.user.header());
    expect(body.scorecards.map(({ id: each }: { id: string }) => each)).toEqual(
      builtIn.slice(0, 3),
    );
    await backend.stop();
  });
});
