/**
 * The whole plugin, asked by a reader from whom the catalog hides what some results follow from.
 */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { FixtureCollector } from './collection/__fixtures__/FixtureCollector';
import { scorecardObject } from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const group = (name: string, parent?: string) =>
  entityOf(`group:default/${name}`, {
    spec: { type: 'team' },
    relations: parent ? { childOf: [`group:default/${parent}`] } : {},
  });
const service = (name: string, team: string, dependsOn: string[]) =>
  entityOf(`component:default/${name}`, {
    spec: { type: 'service', owner: team },
    relations: {
      ownedBy: [`group:default/${team}`],
      dependsOn: dependsOn.map(ref => `component:default/${ref}`),
    },
  });
const entities: Entity[] = [
  group('all'),
  group('open', 'all'),
  group('closed', 'all'),
  service('shop', 'open', ['vault']),
  service('window', 'open', ['shop']),
  service('vault', 'closed', []),
];

const documents = [
  scorecardObject(
    'service',
    [
      { id: 'fine', condition: 'facts.fixture.fine' },
      {
        id: 'dependencies-fine',
        condition:
          'facts["readiness/dependencies"].items.all(i, i.baseLevel >= 1)',
        messages: {
          pass: 'All of {{ facts["readiness/dependencies"].items }}.',
          fail: 'Not {{ facts["readiness/dependencies"].items }}.',
        },
        lookedFor: 'More than {{ facts["readiness/dependencies"].itemCount }}.',
        remediation: {
          text: 'Mend {{ facts["readiness/dependencies"].items }}.',
        },
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
        messages: {
          pass: 'Yes.',
          fail: 'No: {{ facts["readiness/rollup"].checks }}.',
        },
      },
    ],
    { target: { kind: 'Group' } },
  ),
];

/** Groups, and what the group `open` owns. */
const conditional: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    anyOf: [
      {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: { claims: ['group:default/open'] },
      },
      {
        rule: 'IS_ENTITY_KIND',
        resourceType: 'catalog-entity',
        params: { kinds: ['Group'] },
      },
    ],
  },
};
const allowed: PolicyDecision = { result: AuthorizeResult.ALLOW };

interface Result {
  checkId: string;
  outcome: string;
  message: string;
  seen: unknown[];
}

describe.each(databases.eachSupportedId())('hidden sources, %s', id => {
  let knex: Knex;
  let backend: TestBackend;
  let isRestricted = false;
  const fixture = new FixtureCollector('fixture');

  const get = async (path: string) =>
    (
      await request(backend.server)
        .get(`/api/readiness/v1/${path}`)
        .set('Authorization', mockCredentials.user.header())
    ).body;
  const restricted = async <T>(read: () => Promise<T>): Promise<T> => {
    isRestricted = true;
    try {
      return await read();
    } finally {
      isRestricted = false;
    }
  };
  /** Until an entity, of which the fixture says that it is not fine, is seen by whoever leans on it. */
  const resultOf = async (path: string, checkId: string): Promise<Result> => {
    for (;;) {
      const body = await get(path);
      const found: Result | undefined = (body.scorecards ?? body.own ?? [])
        .flatMap((scorecard: { results: Result[] }) => scorecard.results)
        .find((result: Result) => result.checkId === checkId);
      if (found?.outcome === 'fail') {
        return found;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  beforeAll(async () => {
    knex = await databases.init(id);
    const scheduler = mockServices.scheduler();
    fixture.answers = {
      'component:default/shop': { fine: false },
      'component:default/window': { fine: true },
      'component:default/vault': { fine: false },
    };
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({
              readiness: { definitions: { builtIn: [], documents } },
            }),
          ),
        }),
        mockServices.permissions.mock({
          authorize: async requests => requests.map(() => allowed),
          authorizeConditional: async (requests, options) =>
            requests.map(({ permission }) =>
              isRestricted &&
              permission.name === 'catalog.entity.read' &&
              (options?.credentials.principal as { type?: string }).type ===
                'user'
                ? conditional
                : allowed,
            ),
        }).factory,
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
    await scheduler.triggerTask('readiness-collect-fixture');
    await scheduler.triggerTask('readiness-collect-catalog');
    await scheduler.triggerTask('readiness-collect-fixture');
  });
  afterAll(() => backend.stop());

  const shop = 'entities/component/default/shop';

  it.each([
    [shop, 'dependencies-fine'],
    ['entities/group/default/all', 'services-fine'],
    ['teams/default/all', 'services-fine'],
    ['teams/default/closed', 'services-fine'],
  ])('of %s are not told, nor what they say', async (path, checkId) => {
    const all = await resultOf(path, checkId);
    expect(JSON.stringify(all)).toMatch(/vault|"pass":\d/);
    expect(all.message).not.toMatch(/you may not see/);
    const withheld = await restricted(() => resultOf(path, checkId));
    expect(withheld).toMatchObject({
      outcome: 'fail',
      message:
        'It follows from other entities, and you may not see all of them.',
      seen: [],
    });
    expect(JSON.stringify(withheld)).not.toMatch(/vault|"pass":\d/);
  });

  it('are not told after a refresh either', async () => {
    await resultOf(shop, 'dependencies-fine');
    const { body } = await restricted(async () =>
      request(backend.server)
        .post(`/api/readiness/v1/${shop}/refresh`)
        .set('Authorization', mockCredentials.user.header()),
    );
    const results: Result[] = body.scorecards[0].results;
    expect(
      results.find(({ checkId }) => checkId === 'dependencies-fine'),
    ).toMatchObject({
      outcome: 'fail',
      message: expect.stringContaining('you may not see all of them'),
      seen: [],
    });
  });

  it('are not told by what changed before a result did', async () => {
    await resultOf(shop, 'dependencies-fine');
    const collector = 'readiness/dependencies';
    const fact = await knex('facts')
      .join('entities', 'entities.id', 'facts.entity_id')
      .where({ name: 'shop', collector })
      .first('entity_id', 'changed_at');
    const check = await knex('checks')
      .where({ check_id: 'dependencies-fine' })
      .first('id');
    const definition = await knex('definitions')
      .where({ kind: 'Scorecard', name: 'service' })
      .first('id');
    const [{ id: change }] = await knex('transitions')
      .insert({
        entity_id: fact.entity_id,
        definition_id: definition.id,
        check_key: check.id,
        from_outcome: 'pass',
        to_outcome: 'fail',
        at: fact.changed_at,
        cause: 'dependency',
        owner_set_id: 1,
        fact_versions: JSON.stringify([
          [collector, null, Number(fact.changed_at)],
        ]),
      })
      .returning('id');
    const read = async () => (await get(`transitions/${change}`)).facts[0];
    expect(JSON.stringify((await read()).after.data)).toContain('"baseLevel":');
    expect(await restricted(read)).toMatchObject({
      collector,
      after: { kept: true, data: null },
    });
  });

  it.each([
    ['entities/component/default/window', 'dependencies-fine'],
    ['teams/default/open', 'services-fine'],
  ])(
    'are none of %s, which is told whole to a reader who sees all of it',
    async (path, checkId) => {
      const { message, seen } = await restricted(() => resultOf(path, checkId));
      expect(message).not.toMatch(/you may not see/);
      expect(seen).not.toEqual([]);
    },
  );
});
