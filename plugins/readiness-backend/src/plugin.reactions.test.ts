/** The whole plugin: who hears of a level that fell, and what monitoring reads. */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventParams } from '@backstage/plugin-events-node';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { FixtureCollector } from './collection/__fixtures__/FixtureCollector';
import { MigratedDatabases } from './database/__testUtils__/MigratedDatabases';
import { scorecardObject } from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

const owned = (name: string, owner: string) =>
  entityOf(`component:default/${name}`, {
    spec: { type: 'service', owner },
    relations: { ownedBy: [owner] },
  });
const entities = [
  entityOf('group:default/team', { spec: { type: 'team' } }),
  entityOf('user:default/ada', { spec: {} }),
  ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name =>
    owned(name, 'group:default/team'),
  ),
  owned('own', 'user:default/ada'),
];
const refs = entities
  .filter(({ kind }) => kind.toLowerCase() === 'component')
  .map(({ metadata }) => `component:default/${metadata.name}`);

const scorecard = scorecardObject(
  'basics',
  [{ id: 'documented', title: 'Documented', condition: 'facts.docs.fine' }],
  { levels: [{ level: 1, name: 'Running', description: 'It runs.' }] },
);

async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await done())) {
    if (Date.now() > deadline) {
      throw new Error('It took too long');
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe.each(databases.eachSupportedId())('reactions, %s', id => {
  it('tells owners of levels that fell, pages and plugins of changes, and monitoring of numbers', async () => {
    const knex: Knex = await databases.init(id);
    const scheduler = mockServices.scheduler();
    const docs = new FixtureCollector('docs');
    const say = (fine: boolean) => {
      docs.answers = Object.fromEntries(refs.map(ref => [ref, { fine }]));
    };
    say(true);
    const sent: NotificationSendOptions[] = [];
    const published: EventParams[] = [];
    const signals: unknown[] = [];
    const backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            readiness: {
              definitions: { builtIn: [], documents: [scorecard] },
              reactions: { metrics: { teams: true } },
            },
          },
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async (options: NotificationSendOptions) => {
              sent.push(options);
            },
          }),
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async (signal: unknown) => {
              signals.push(signal);
            },
          }),
        }),
        mockServices.events.mock({
          subscribe: async () => {},
          publish: async event => {
            published.push(event);
          },
        }).factory,
        createBackendModule({
          pluginId: 'readiness',
          moduleId: 'fixture',
          register(reg) {
            reg.registerInit({
              deps: { collectors: readinessCollectorsExtensionPoint },
              async init({ collectors }) {
                collectors.addCollector(docs);
              },
            });
          },
        }),
      ],
    });
    const settled = async () =>
      !(await knex('evaluation_queue').first()) &&
      (await knex('scores').where({ level: 1 })).length > 0;
    await scheduler.triggerTask('readiness-collect-catalog');
    await scheduler.triggerTask('readiness-collect-docs');
    await until(settled);

    say(false);
    await knex('collector_runs')
      .where({ collector: 'docs' })
      .update({ next_at: 0 });
    await scheduler.triggerTask('readiness-collect-docs');
    await until(async () =>
      Boolean(await knex('reaction_outbox').where({ topic: 'drops' }).first()),
    );
    // The hour is over.
    await until(async () => !(await knex('evaluation_queue').first()));
    await knex('reaction_outbox').update({ due_at: 0 });
    await until(async () => (await knex('reaction_deliveries')).length > 0);
    await knex('reaction_deliveries').update({ next_at: 0 });
    await until(async () => sent.length >= 2 && signals.length > 0);

    sent.sort((a, b) => (a.payload.title < b.payload.title ? -1 : 1));
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({
      recipients: { type: 'entity', entityRef: 'group:default/team' },
      payload: {
        title: '7 services are on a lower level (basics)',
        link: '/readiness/teams/default/team',
        topic: 'readiness.level-dropped',
      },
    });
    expect(sent[0].payload.description?.split('\n')).toEqual([
      ...['a', 'b', 'c', 'd', 'e'].map(
        name => `${name}: Running → below Running (not met: Documented)`,
      ),
      'and 2 more',
      expect.stringContaining('Main cause: something is not there any more'),
    ]);
    expect(sent[1]).toMatchObject({
      recipients: { type: 'entity', entityRef: 'user:default/ada' },
      payload: { title: 'own fell below Running (basics)' },
    });
    expect(new Set(sent.map(({ payload }) => payload.scope)).size).toBe(2);

    expect(signals[0]).toEqual({
      recipients: { type: 'broadcast' },
      channel: 'readiness',
      message: { action: 'updated', scorecards: ['basics'] },
    });
    expect(JSON.stringify(signals)).not.toContain('component:');
    await until(() =>
      published.some(({ topic }) => topic === 'readiness.level-changed'),
    );
    const levels = published
      .filter(({ topic }) => topic === 'readiness.level-changed')
      .map(({ eventPayload }) => eventPayload as { data: { to: number } })
      .filter(({ data }) => JSON.stringify(data).includes('"to":0'));
    expect(levels).toContainEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^levels\/basics@1\/\d+\/\d+\/\d+$/),
      source: 'backstage/readiness',
      type: 'readiness.level-changed',
      time: expect.any(String),
      datacontenttype: 'application/json',
      data: {
        scorecard: 'basics',
        version: 1,
        owners: ['user:default/ada'],
        changes: expect.arrayContaining([
          {
            entityRef: 'component:default/own',
            from: 1,
            to: 0,
            cause: 'data',
            at: expect.any(String),
            checks: ['documented'],
          },
        ]),
        omitted: 0,
      },
    });

    const get = (header: string) =>
      request(backend.server)
        .get('/api/readiness/v1/metrics')
        .set('Authorization', header);
    const answer = await get(mockCredentials.service.header());
    expect(answer.headers['content-type']).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const lines: string[] = String(answer.text ?? answer.body).split('\n');
    expect(lines).toContain('# TYPE readiness_adoption_ratio gauge');
    expect(lines).toContain('readiness_entities{scorecard="basics"} 8');
    expect(lines).toContain('readiness_adoption_ratio{scorecard="basics"} 0');
    expect(lines).toContain(
      'readiness_team_adoption_ratio{scorecard="basics",team="group:default/team"} 0',
    );
    expect(lines).toContain(
      'readiness_collector_runs_total{collector="docs"} 2',
    );
    expect(lines.slice(-2)).toEqual(['# EOF', '']);
    expect((await get(mockCredentials.none.header())).status).toBe(401);
    await backend.stop();
  });
});
