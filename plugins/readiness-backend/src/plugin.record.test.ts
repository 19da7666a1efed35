/** The whole plugin: what documents and events say comes to be on record, of services and teams. */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  DeliveryEventInput,
  decisionsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  Collector,
  EventReader,
  readinessCollectorsExtensionPoint,
  readinessEventsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { FixtureCollector } from './collection/__fixtures__/FixtureCollector';
import readinessPlugin from './index';
import { decisions } from './services/__testUtils__/recordedOrganisation';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const entities = [
  entityOf('group:default/all', { spec: { type: 'department' } }),
  entityOf('group:default/team', {
    spec: { type: 'team' },
    relations: { childOf: ['group:default/all'] },
  }),
  entityOf('component:default/shop', {
    spec: { type: 'service', owner: 'team' },
    relations: { ownedBy: ['group:default/team'] },
  }),
];

/** Reads events that are normalised already. */
const reader: EventReader = {
  id: 'plain',
  title: 'Plain',
  topics: [],
  readsCloudEvent: type => type === 'test.delivery',
  read: ({ eventPayload }) => ({
    status: 'read',
    events: [(eventPayload as { data: unknown }).data as DeliveryEventInput],
  }),
};

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
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe.each(databases.eachSupportedId())('records, %s', id => {
  it('show documents and deployments of a service at its teams soon after they came', async () => {
    const knex = await databases.init(id);
    const scheduler = mockServices.scheduler();
    const collector: Collector & FixtureCollector = Object.assign(
      new FixtureCollector('decisions'),
      { schema: decisionsFact.schema },
    );
    collector.answers = {
      'component:default/shop': JSON.parse(
        JSON.stringify(
          decisions('shop', {
            date: '2026-02-03',
            title: 'Release <by> canary',
          }),
        ),
      ),
    };
    const backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({ data: {} }),
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
              deps: {
                collectors: readinessCollectorsExtensionPoint,
                readers: readinessEventsExtensionPoint,
              },
              async init({ collectors, readers }) {
                collectors.addCollector(collector);
                readers.addReader(reader);
              },
            });
          },
        }),
      ],
    });
    const get = async (path: string) =>
      await request(backend.server)
        .get(`/api/readiness/v1/entities/group/default/all/${path}`)
        .set('Authorization', mockCredentials.service.header());
    const titles = async () =>
      (await get('track-record?entry=adr&entry=deployment')).body.items?.map(
        (item: { title: string }) => item.title,
      );

    await scheduler.triggerTask('readiness-collect-catalog');
    for (const each of ['decisions', 'delivery', 'track-record']) {
      await scheduler.triggerTask(`readiness-collect-${each}`);
    }
    expect(await until(titles, found => found?.length === 1)).toEqual([
      'Release <by> canary',
    ]);

    const at = new Date(Date.now() - 3_600_000).toISOString();
    const { body } = await request(backend.server)
      .post('/api/readiness/v1/events')
      .set('Authorization', mockCredentials.service.header())
      .set('Content-Type', 'application/cloudevents+json')
      .send(
        JSON.stringify({
          specversion: '1.0',
          type: 'test.delivery',
          source: 'test',
          id: '1',
          time: at,
          data: {
            source: 'test',
            id: '1',
            at,
            targets: ['entity:component:default/shop'],
            kind: 'deployment',
            deployment: 'd1',
            status: 'succeeded',
            environment: 'production',
          },
        }),
      );
    expect(body.counts).toMatchObject({ stored: 1 });
    expect(await until(titles, found => found?.length === 2)).toEqual([
      'Deployment d1',
      'Release <by> canary',
    ]);

    const [group] = await knex('entities').where({ ref: 'group:default/all' });
    const fact = await knex('facts')
      .where({ entity_id: group.id, collector: 'track-record' })
      .first();
    expect(JSON.parse(fact.data).entries).toMatchObject([
      { kind: 'adr', title: 'Release <by> canary', link: 'shop/docs/adr/0.md' },
    ]);
    expect((await get('delivery')).body).toMatchObject({
      entities: 1,
      days: [{ deployments: 1, failures: 0, incidents: 0 }],
    });
    const brief = await get('impact-brief?format=markdown');
    expect(brief.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(brief.text).toMatch(/^# Impact brief: group\\:default\/all, /);
    await backend.stop();
  });
});
