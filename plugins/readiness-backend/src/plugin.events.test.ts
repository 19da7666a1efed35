/** Events that are sent or published, through the whole plugin. */
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  DeliveryEventInput,
  DeliveryFact,
  EventPushAnswer,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EventReader,
  readinessEventsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import {
  cloudEvent,
  deployed,
  ShopReader,
} from './events/__testUtils__/ShopReader';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const path = '/api/readiness/v1/events';
const structured = 'application/cloudevents+json';
const batched = 'application/cloudevents-batch+json';
const ci = 'external:ci';
const asService = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'readiness',
  });

const readersModule = (moduleId: string, ...readers: EventReader[]) =>
  createBackendModule({
    pluginId: 'readiness',
    moduleId,
    register(reg) {
      reg.registerInit({
        deps: { events: readinessEventsExtensionPoint },
        async init({ events }) {
          events.addReader(...readers);
        },
      });
    },
  });

describe.each(databases.eachSupportedId())('events, %s', id => {
  let knex: Knex;
  const events = mockServices.events();
  const auditor = mockServices.auditor.mock();
  const backends: TestBackend[] = [];

  const start = async (
    options: {
      delivery?: object;
      denied?: boolean;
      modules?: ReturnType<typeof readersModule>[];
      scheduled?: boolean;
    } = {},
  ) => {
    if (!backends.length) {
      knex = await databases.init(id);
    }
    const backend = await startTestBackend({
      features: [
        readinessPlugin,
        ...(options.modules ?? [readersModule('shop', new ShopReader())]),
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({ readiness: { delivery: options.delivery ?? {} } }),
          ),
        }),
        mockServices.permissions.factory({
          result: options.denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
        }),
        catalogServiceMock.factory({
          entities: [
            entityOf('component:default/cart', { spec: { type: 'service' } }),
          ],
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        auditor.factory,
        options.scheduled
          ? schedulerServiceFactory
          : mockServices.scheduler.mock().factory,
      ],
    });
    backends.push(backend);
    return backend.server;
  };
  const send = (
    server: TestBackend['server'],
    body: unknown,
    headers: Record<string, string> = { 'content-type': structured },
  ) =>
    request(server)
      .post(path)
      .set({ Authorization: asService(ci), ...headers })
      .send(typeof body === 'string' ? body : JSON.stringify(body));
  const statuses = ({ body }: { body: EventPushAnswer }) =>
    body.items.map(({ status }) => status);
  const storedIds = () =>
    knex('delivery_events').orderBy('id').pluck('event_id');

  afterEach(async () => {
    jest.clearAllMocks();
    await Promise.all(backends.splice(0).map(backend => backend.stop()));
  });

  it('come in each mode, are answered by themselves, and are stored once, whoever takes them', async () => {
    const server = await start();
    const cart = deployed('cart');
    const single = await send(server, cloudEvent(cart));
    expect([single.status, single.body]).toEqual([
      200,
      {
        items: [
          {
            source: 'https://ci.example',
            id: cart.id,
            status: 'stored',
            reason: null,
          },
        ],
        counts: { stored: 1, known: 0, ignored: 0, refused: 0 },
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'event-push' }),
    );

    const late = deployed('cart', {
      at: new Date(Date.now() - 86_400_000).toISOString(),
    });
    const batch = await send(
      server,
      [
        cloudEvent(deployed('cart')),
        { ...cloudEvent(), specversion: '0.3' },
        cloudEvent(cart),
        { ...cloudEvent(), type: 'org.other' },
        { ...cloudEvent(), data: { refuse: 'it is broken' } },
        { ...cloudEvent(), data: { boom: 'secret' } },
        cloudEvent(late),
        null,
      ],
      { 'content-type': batched },
    );
    expect(statuses(batch)).toEqual(
      'stored refused known ignored refused refused stored refused'.split(' '),
    );
    expect(
      batch.body.items.map((it: { reason: unknown }) => it.reason),
    ).toEqual([
      null,
      "The attribute 'specversion' must be '1.0'",
      null,
      "Nothing here reads events of the type 'org.other'",
      'it is broken',
      "'shop' could not read it",
      null,
      'A CloudEvent must be an object',
    ]);
    expect(batch.body.counts).toEqual({
      stored: 2,
      known: 1,
      ignored: 1,
      refused: 4,
    });

    // Another replica takes the same, in binary mode, and as a CDEvent that comes bare.
    const other = await start();
    const inBinary = await send(
      other,
      { customData: [cart] },
      {
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': 'any%20id',
        'ce-source': '/ci',
        'ce-type': 'org.shop.done',
      },
    );
    expect(inBinary.body.items).toEqual([
      { source: '/ci', id: 'any id', status: 'known', reason: null },
    ]);
    const bare = (...customData: DeliveryEventInput[]) => ({
      context: {
        id: 'bare',
        source: '/ci',
        type: 'dev.cdevents.service.deployed.0.2.0',
        timestamp: '2026-11-20T08:00:00Z',
      },
      customData,
    });
    const plain = await send(other, [bare(late), bare(deployed('mail')), {}], {
      'content-type': 'application/json; charset=utf-8',
    });
    expect(statuses(plain)).toEqual(['known', 'stored', 'refused']);
    expect(await storedIds()).toHaveLength(4);
  });

  it('are refused as a whole where nothing of them is readable', async () => {
    const server = await start();
    const answers = await Promise.all([
      send(server, '{'),
      send(server, '[]', { 'content-type': 'text/csv' }),
      send(server, '[]', { 'content-type': 'application/cloudevents+avro' }),
      send(server, Array(1_001).fill({}), { 'content-type': batched }),
      send(server, `["${'x'.repeat(5 * 1024 * 1024)}"]`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      400, 415, 415, 400, 400,
    ]);
    expect(answers.map(({ body }) => body.error.name)).toEqual([
      'InputError',
      'UnsupportedMediaTypeError',
      'UnsupportedMediaTypeError',
      'InputError',
      'InputError',
    ]);
    expect(await storedIds()).toEqual([]);
  });

  it('take the permission', async () => {
    const server = await start({ denied: true });
    const byNobody = await send(server, cloudEvent(deployed('cart')), {
      Authorization: mockCredentials.none.header(),
      'content-type': structured,
    });
    expect(byNobody.status).toBe(401);
    const user = { Authorization: mockCredentials.user.header() };
    const answer = await send(server, cloudEvent(deployed('cart')), {
      ...user,
      'content-type': structured,
    });
    expect(answer.status).toBe(403);
    expect(await storedIds()).toEqual([]);
  });

  it('are limited to what is granted, where grants are configured', async () => {
    const server = await start({
      delivery: {
        push: [
          {
            subject: ci,
            sources: ['https://ci.example*'],
            targets: ['service:cart*'],
          },
        ],
      },
    });
    const answer = await send(
      server,
      [
        cloudEvent(deployed('cart-eu')),
        cloudEvent(deployed('cart', { source: 'https://evil.example' })),
        cloudEvent(deployed('mail')),
        cloudEvent(deployed('x', { targets: ['service:cart', 'service:x'] })),
      ],
      { 'content-type': batched },
    );
    expect(statuses(answer)).toEqual([
      'stored',
      'refused',
      'refused',
      'refused',
    ]);
    expect(answer.body.items[2].reason).toBe(
      "This service may not send events about 'service:mail'",
    );
    for (const header of [
      asService('external:other'),
      mockCredentials.user.header(),
    ]) {
      const refused = await send(server, cloudEvent(deployed('cart')), {
        Authorization: header,
        'content-type': structured,
      });
      expect(refused.status).toBe(403);
    }
    const open = await start();
    const byUser = await send(open, cloudEvent(deployed('cart')), {
      Authorization: mockCredentials.user.header(),
      'content-type': structured,
    });
    expect(statuses(byUser)).toEqual(['stored']);
  });

  it("are read from the topics of Backstage's events", async () => {
    await start();
    const cart = deployed('cart');
    const publish = (eventPayload: unknown) =>
      events.publish({ topic: 'shop', eventPayload });
    await publish({ customData: [cart] });
    await publish({ customData: [cart] });
    await publish({ refuse: 'it is broken' });
    await publish('what?');
    expect(await storedIds()).toEqual([cart.id]);
    expect(await knex('problems').pluck('reporter')).toEqual(['events/shop']);
  });

  it('become facts of the entity soon, also those that came before it', async () => {
    const server = await start({ scheduled: true });
    await send(server, cloudEvent(deployed('cart')));
    const samples = async () => {
      const [row] = await knex('facts').where({ collector: 'delivery' });
      const fact: DeliveryFact | undefined = row && JSON.parse(row.data);
      return fact?.deploymentFrequency.samples ?? 0;
    };
    const until = async (expected: number) => {
      for (let tries = 0; tries < 300; tries += 1) {
        if ((await samples()) === expected) {
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      throw new Error(`There are ${await samples()} deployments`);
    };
    await until(1);
    await send(server, cloudEvent(deployed('cart')));
    await until(2);
    expect(await storedIds()).toHaveLength(2);
  });

  it('blame the later of two modules that read with the same id', async () => {
    await expect(
      start({
        modules: [
          readersModule('one', new ShopReader()),
          readersModule('two', new ShopReader()),
        ],
      }),
    ).rejects.toThrow(/two/);
  });
});
