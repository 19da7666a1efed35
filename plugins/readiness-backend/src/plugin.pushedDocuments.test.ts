/** Facts that only documents describe and only services bring, through the whole plugin. */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CollectorHealth,
  FactPushItemAnswer,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessRecipesExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { scorecardText } from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const service = 'external:ci';
const ref = 'component:default/checkout';

const document = (name: string, type: string) =>
  JSON.stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Collector',
    metadata: { name, title: `Tests of ${name}`, description: 'Pushed.' },
    spec: {
      push: true,
      timeToLive: '45 days',
      fact: {
        schema: {
          type: 'object',
          required: ['result'],
          properties: { result: { type, description: 'What came out.' } },
        },
        example: { result: type === 'boolean' ? true : 'good' },
      },
    },
  });
const card = (condition: string) =>
  scorecardText('card', [
    { id: 'tested', condition },
    { id: 'not-granted', condition: `facts['not-granted'].result` },
  ]);

/** Runs recipes; what is pushed is none. */
const recipesModule = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'recipes',
  register(reg) {
    reg.registerInit({
      deps: { recipes: readinessRecipesExtensionPoint },
      async init({ recipes }) {
        recipes.setRecipeRunner({
          toCollector: () => {
            throw new Error('This is no recipe');
          },
        });
      },
    });
  },
});

describe.each(databases.eachSupportedId())(
  'pushed facts of documents, %s',
  id => {
    const directory = createMockDirectory();
    let knex: Knex;
    let backend: TestBackend;

    beforeEach(async () => {
      knex = await databases.init(id);
      directory.setContent({
        'load-tests.yaml': document('load-tests', 'boolean'),
        'not-granted.yaml': document('not-granted', 'boolean'),
        'card.yaml': card(`facts['load-tests'].result`),
      });
      backend = await startTestBackend({
        features: [
          readinessPlugin,
          recipesModule,
          mockServices.database.factory({ knex }),
          mockServices.rootConfig.factory({
            data: {
              readiness: {
                definitions: {
                  builtIn: [],
                  frequency: { milliseconds: 200 },
                  files: [`${directory.path}/*.yaml`],
                  warnDays: 0,
                },
                push: [{ subject: service, collectors: ['load-tests'] }],
              },
            },
          }),
          mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
          catalogServiceMock.factory({
            entities: [
              {
                apiVersion: 'backstage.io/v1alpha1',
                kind: 'Component',
                metadata: { name: 'checkout' },
                spec: {
                  type: 'service',
                  lifecycle: 'production',
                  owner: 'payments',
                },
              },
            ],
          }),
          schedulerServiceFactory,
        ],
      });
      await until(async () => (await knex('entities')).length, 1);
    });
    afterEach(() => backend.stop());

    /** Waits until something is as it should be, and says how it is else. */
    async function until<T>(read: () => Promise<T>, expected: T) {
      const deadline = performance.now() + 20_000;
      let last = await read();
      while (
        JSON.stringify(last) !== JSON.stringify(expected) &&
        performance.now() < deadline
      ) {
        await new Promise(resolve => setTimeout(resolve, 50));
        last = await read();
      }
      expect(last).toEqual(expected);
    }
    const get = async (path: string) => {
      const { body, status } = await request(backend.server)
        .get(`/api/readiness/v1${path}`)
        .set('Authorization', mockCredentials.user.header());
      expect([path, status]).toEqual([path, 200]);
      return body;
    };
    const push = async (
      data: object | null,
      collector = 'load-tests',
    ): Promise<FactPushItemAnswer> => {
      const { body } = await request(backend.server)
        .post('/api/readiness/v1/facts')
        .set(
          'Authorization',
          mockCredentials.service.header({
            onBehalfOf: mockCredentials.service(service),
            targetPluginId: 'readiness',
          }),
        )
        .send({ items: [{ collector, entityRef: ref, data }] });
      return body.items[0];
    };
    const connected = async (): Promise<string[]> =>
      (await get('/collectors')).items
        .filter(({ kind }: CollectorHealth) => kind === 'push')
        .map((it: CollectorHealth) => it.id);
    const outcomes = async (): Promise<string[]> => {
      const { items } = await get('/checks/card/tested/results');
      return items.map((it: { outcome: string }) => it.outcome);
    };

    it('are connected, pushed, checked and evaluated without a restart, as long as there is a document', async () => {
      await until(connected, ['load-tests']);
      await until(outcomes, ['unknown']);
      expect(await push({ result: true })).toMatchObject({ status: 'stored' });
      await until(outcomes, ['pass']);
      const [fact] = await knex('facts').where({ collector: 'load-tests' });
      expect(Number(fact.expires_at) - Number(fact.observed_at)).toBe(
        45 * 86_400_000,
      );
      const [health]: CollectorHealth[] = (
        await get('/collectors')
      ).items.filter((it: CollectorHealth) => it.id === 'load-tests');
      expect(health).toMatchObject({
        title: 'Tests of load-tests',
        status: 'succeeded',
        completed: 1,
        counts: { observed: 1, failed: 0 },
        nextAt: null,
        lagSeconds: 0,
      });
      expect(Date.now() - Date.parse(health.finishedAt ?? '')).toBeLessThan(
        60_000,
      );
      expect((await push({ result: 'bad' })).message).toMatch(
        /expected boolean/,
      );
      expect((await push({ result: true }, 'not-granted')).message).toBe(
        'This service may not push such a fact.',
      );
      await until(outcomes, ['pass']);

      // The document says something else: what is pushed is held to that from then on.
      directory.addContent({
        'load-tests.yaml': document('load-tests', 'string'),
        'card.yaml': card(`facts['load-tests'].result == 'good'`),
      });
      await until(
        async () => (await push({ result: 'good' })).status === 'refused',
        false,
      );
      await until(outcomes, ['pass']);

      // It is withdrawn: nothing is taken, nothing is lost, and its checks say nothing.
      directory.setContent({
        'card.yaml': scorecardText('card', [
          { id: 'tested', condition: `entity.kind == 'Component'` },
        ]),
      });
      await until(connected, []);
      expect((await push({ result: 'good' })).message).toBe(
        'No fact of that name is known here.',
      );
      expect(
        await knex('facts').where({ collector: 'load-tests' }),
      ).toHaveLength(1);
    });

    it('tell of no problem', async () => {
      await until(connected, ['load-tests']);
      const { items } = await get('/problems?subject=definition');
      expect(items).toEqual([]);
    });
  },
);
