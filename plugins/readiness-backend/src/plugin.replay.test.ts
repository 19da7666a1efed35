/** Facts of the past, through the whole plugin: before the present is observed, while the portal is up. */
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Collector,
  FactSeries,
  readinessCollectorsExtensionPoint,
  readinessHistoryExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { scorecardObject } from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const dayMs = 86_400_000;
/** The same ones for each start of a test, whatever midnight comes in between. */
const begin = Date.now();
const daysAgo = (days: number) => new Date(begin - days * dayMs);

describe.each(databases.eachSupportedId())('the past, %s', id => {
  let knex: Knex;
  let told: () => void;
  const asked: string[] = [];

  /** A backend whose series tells two facts and then thinks until `told`. */
  const start = async () => {
    asked.length = 0;
    const mayEnd = new Promise<void>(resolve => {
      told = resolve;
    });
    const collector: Collector = {
      id: 'docs',
      title: 'Docs',
      description: 'Pages.',
      schema: {
        type: 'object',
        required: ['pages'],
        properties: { pages: { type: 'number' } },
      },
      frequency: { hours: 1 },
      timeToLive: { days: 2 },
      open: async () => ({
        collect: async targets =>
          targets.map(({ entityRef }) => {
            asked.push(entityRef);
            return { entityRef, status: 'observed', data: { pages: 3 } };
          }),
      }),
    };
    const series: FactSeries = {
      id: 'past',
      async *read() {
        for (const [days, pages] of [
          [20, 0],
          [10, 2],
        ]) {
          yield {
            at: daysAgo(days),
            collector: 'docs',
            entityRef: 'component:default/shop',
            data: { pages },
          };
        }
        await mayEnd;
      },
    };
    const module = createBackendModule({
      pluginId: 'readiness',
      moduleId: 'past',
      register: env =>
        env.registerInit({
          deps: {
            collectors: readinessCollectorsExtensionPoint,
            history: readinessHistoryExtensionPoint,
          },
          async init({ collectors, history }) {
            collectors.addCollector(collector);
            history.addFactSeries(series);
          },
        }),
    });
    const scorecard = scorecardObject('pages', [
      { id: 'has-pages', condition: 'facts.docs.pages > 0' },
    ]);
    return await startTestBackend({
      features: [
        readinessPlugin,
        module,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            readiness: {
              definitions: {
                builtIn: [],
                documents: [JSON.parse(JSON.stringify(scorecard))],
              },
              push: [{ subject: 'external:ci', collectors: ['toil'] }],
            },
          },
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'shop' },
              spec: { type: 'service', owner: 'blue' },
            },
          ],
        }),
        schedulerServiceFactory,
      ],
    });
  };

  const until = async (condition: () => Promise<boolean>) => {
    const deadline = performance.now() + 20_000;
    while (!(await condition()) && performance.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  const isDayDone = async () => Boolean((await knex('replays').first())?.day);

  it('goes on at the next start where it was stopped', async () => {
    knex = await databases.init(id);
    const first = await start();
    // Its second fact is held back, so that the day of the first one may be over.
    await until(isDayDone);
    const stopped = performance.now();
    await first.stop();
    expect(performance.now() - stopped).toBeLessThan(5_000);
    const { day } = await knex('replays').first();
    expect(await knex('replays').first()).toMatchObject({
      status: 'running',
      ticket: null,
    });
    const second = await start();
    told();
    await until(async () => asked.length > 0);
    expect(await knex('replays').first()).toMatchObject({
      status: 'completed',
      facts: 2,
    });
    expect((await knex('replays').first()).day > day).toBe(true);
    expect(await knex('transitions')).toHaveLength(1);
    await second.stop();
  });

  it('is replayed first, and the present waits for it', async () => {
    knex = await databases.init(id);
    const backend = await start();
    const user = mockCredentials.user.header();
    const overview = async () =>
      (
        await request(backend.server)
          .get('/api/readiness/v1/overview')
          .set('authorization', user)
      ).body;
    // Its second fact is held back, so that the day of the first one may be over.
    await until(isDayDone);

    expect((await overview()).evaluation.firstRunComplete).toBe(false);
    expect(asked).toEqual([]);
    const pushed = await request(backend.server)
      .post('/api/readiness/v1/facts')
      .set(
        'authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('external:ci'),
          targetPluginId: 'readiness',
        }),
      )
      .send({
        items: [
          {
            collector: 'toil',
            entityRef: 'component:default/shop',
            data: null,
          },
        ],
      });
    expect(pushed.status).toBe(503);
    const refreshed = await request(backend.server)
      .post('/api/readiness/v1/entities/component/default/shop/refresh')
      .set('authorization', user);
    expect(refreshed.status).toBe(503);

    told();
    await until(async () => asked.length > 0);
    await until(async () => (await overview()).evaluation.firstRunComplete);
    expect(asked).toContain('component:default/shop');
    const [transition, ...more] = await knex('transitions').orderBy('at');
    expect(more).toEqual([]);
    expect(transition).toMatchObject({
      from_outcome: 'fail',
      to_outcome: 'pass',
    });
    expect(
      Math.abs(Number(transition.at) - daysAgo(10).getTime()),
    ).toBeLessThan(3_600_000);
    expect(await knex('replays').first()).toMatchObject({
      status: 'completed',
      facts: 2,
    });
    await backend.stop();
  });
});
