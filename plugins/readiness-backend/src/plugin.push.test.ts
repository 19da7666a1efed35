/** Facts that services push, through the whole plugin. */
import { AsyncLocalStorage } from 'async_hooks';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CollectorHealth,
  FactPushAnswer,
  toilFact,
  unitCostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import request from 'supertest';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const service = 'external:ci';
const asService = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'readiness',
  });
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner },
});

describe.each(databases.eachSupportedId())('pushed facts, %s', id => {
  let knex: Knex;
  let backend: TestBackend | undefined;

  const start = async (options: { push?: object[]; denied?: boolean } = {}) => {
    const { denied = false } = options;
    const push = options.push ?? [
      {
        subject: service,
        collectors: ['unit-cost', 'toil', 'not-described'],
        entities: { 'spec.owner': 'payments' },
      },
    ];
    knex = await databases.init(id);
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: { readiness: { push: JSON.parse(JSON.stringify(push)) } },
        }),
        mockServices.permissions.factory({
          result: denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
        }),
        catalogServiceMock.factory({
          entities: [
            component('checkout', 'payments'),
            component('search', 'discovery'),
          ],
        }),
        schedulerServiceFactory,
      ],
    });
    const { server } = backend;
    for (let tries = 0; tries < 200; tries += 1) {
      const [{ count }] = await knex('entities').count({ count: '*' });
      if (Number(count) === 2) {
        return server;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('The catalog was not read');
  };
  const post = (
    server: TestBackend['server'],
    items: object[],
    header = asService(service),
  ) =>
    request(server)
      .post('/api/readiness/v1/facts')
      .set('Authorization', header)
      .send({ items });
  const push = async (server: TestBackend['server'], items: object[]) => {
    const { body, status } = await post(server, items);
    expect([status, body.error?.message]).toEqual([200, undefined]);
    return body as FactPushAnswer;
  };
  const cost = (more: object = {}) => ({
    collector: 'unit-cost',
    entityRef: 'component:default/checkout',
    data: unitCostFact.example,
    ...more,
  });
  const stored = () =>
    knex('facts').whereIn('collector', ['unit-cost', 'toil']);

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  it('are stored, evaluated, shown and stale in time; the same again changes nothing', async () => {
    const server = await start();
    const observedAt = minutesAgo(5);
    expect(await push(server, [cost({ observedAt })])).toEqual({
      items: [
        {
          collector: 'unit-cost',
          entityRef: 'component:default/checkout',
          status: 'stored',
          message: null,
        },
      ],
      counts: { stored: 1, unchanged: 0, removed: 0, outdated: 0, refused: 0 },
    });
    const [row] = await stored();
    expect(JSON.parse(row.data)).toEqual(unitCostFact.example);
    expect(new Date(Number(row.observed_at)).toISOString()).toBe(observedAt);
    expect(Number(row.expires_at) - Number(row.observed_at)).toBe(
      30 * 86_400_000,
    );
    const health = async () => {
      const answer = await request(server)
        .get('/api/readiness/v1/collectors')
        .set('Authorization', mockCredentials.user.header());
      const items: CollectorHealth[] = answer.body.items;
      return items.find(({ id: collector }) => collector === 'unit-cost');
    };
    expect(await health()).toMatchObject({
      kind: 'push',
      status: 'succeeded',
      completed: 1,
      nextAt: null,
      lastError: null,
      counts: { observed: 1, unchanged: 0, absent: 0, failed: 0 },
    });
    const again = await push(server, [cost({ observedAt })]);
    expect(again.counts).toMatchObject({ stored: 0, unchanged: 1 });
    expect(await stored()).toEqual([row]);

    // An older one arrives late, and one in the same push is older than another.
    const { items } = await push(server, [
      cost({ observedAt: minutesAgo(9), data: { units: [] } }),
      cost({ observedAt: minutesAgo(1), data: { units: [] } }),
      cost({ observedAt: minutesAgo(2) }),
    ]);
    expect(items.map(({ status }) => status)).toEqual([
      'outdated',
      'stored',
      'outdated',
    ]);
    expect(JSON.parse((await stored())[0].data)).toEqual({ units: [] });

    const gone = await push(server, [cost({ data: null })]);
    expect(gone.counts).toMatchObject({ removed: 1 });
    expect(await stored()).toEqual([]);
    await push(server, [
      cost({ data: { units: 'many' } }),
      cost({ data: { units: 1 } }),
    ]);
    expect(await health()).toMatchObject({
      status: 'failed',
      completed: 5,
      counts: { observed: 0, unchanged: 0, absent: 0, failed: 2 },
    });
    expect((await health())?.lastError).toMatch(/units/);
    expect((await push(server, [cost({ data: null })])).counts).toMatchObject({
      unchanged: 1,
    });
  });

  it('are judged one by one', async () => {
    const server = await start();
    const { items, counts } = await push(server, [
      cost(),
      cost({ data: { units: [{ unit: 7 }] } }),
      cost({ data: JSON.parse('{"units":[],"__proto__":{"x":1}}') }),
      cost({ entityRef: 'component:default/search' }),
      cost({ entityRef: 'component:default/nothing' }),
      cost({ entityRef: 'checkout' }),
      cost({ observedAt: 'yesterday' }),
      cost({ observedAt: minutesAgo(-60) }),
      cost({ observedAt: minutesAgo(31 * 1_440) }),
      cost({ collector: 'slo' }),
      cost({ collector: 'not-described' }),
      cost({ collector: 'toil', data: toilFact.example }),
    ]);
    expect(items.map(({ status, message }) => message ?? status)).toEqual([
      'stored',
      expect.stringContaining(
        'The data does not fit the schema: facts.unit-cost.units[0].unit: expected string',
      ),
      expect.stringMatching(/holds a name that is not allowed|does not fit/),
      'There is no such entity, or this service may not write of it.',
      'There is no such entity, or this service may not write of it.',
      'The entity has to be named by its whole ref, such as component:default/checkout.',
      'observedAt is no ISO time with its zone.',
      'observedAt lies in the future.',
      'It was observed so long ago that it would be stale at once.',
      'This service may not push such a fact.',
      'No fact of that name is known here.',
      'stored',
    ]);
    expect(counts).toMatchObject({ stored: 2, refused: 10 });
    expect(await stored()).toHaveLength(2);
  });

  it('take as many statements for a thousand items as for one', async () => {
    const server = await start();
    // The plugin goes on with its own work meanwhile, which is not counted.
    const ofRequests = new AsyncLocalStorage<true>();
    server.prependListener('request', () => ofRequests.enterWith(true));
    const count = async (items: object[]) => {
      let statements = 0;
      const listen = () => {
        statements += ofRequests.getStore() ? 1 : 0;
      };
      knex.on('query', listen);
      await push(server, items);
      knex.removeListener('query', listen);
      return statements;
    };
    const one = await count([cost()]);
    expect(one).toBeGreaterThan(0);
    const many = await count(
      Array.from({ length: 1_000 }, (_, i) =>
        cost({ data: { units: [] }, observedAt: minutesAgo(1_000 - i) }),
      ),
    );
    expect(many).toBeLessThanOrEqual(one + 1);
  });

  it('come from services with a grant and the permission alone', async () => {
    const server = await start();
    const ask = async (header: string) => {
      const { status, body } = await post(server, [cost()], header);
      return [status, body.error.message];
    };
    expect(await ask(mockCredentials.user.header())).toEqual([
      403,
      'Facts are pushed by services, not by people',
    ]);
    expect(await ask(asService('external:other'))).toEqual([
      403,
      "The service 'external:other' has no grant in readiness.push",
    ]);
    await backend?.stop();
    const { status } = await post(await start({ push: [] }), [cost()]);
    expect(status).toBe(403);
  });

  it('are bounded in number and size', async () => {
    const server = await start();
    expect((await post(server, [])).status).toBe(400);
    const items = Array.from({ length: 1_001 }, () => cost());
    expect((await post(server, items)).status).toBe(400);
    const large = { ...unitCostFact.example, more: 'x'.repeat(300_000) };
    const answer = await push(server, [cost({ data: large })]);
    expect(answer.items[0].message).toMatch(/too large/);
    const { status, body } = await post(server, [
      cost({ data: { more: 'x'.repeat(6_000_000) } }),
    ]);
    expect([status, body.error.message]).toEqual([
      400,
      'request entity too large',
    ]);
    expect((await post(server, [cost({ more: 1 })])).status).toBe(400);
  });

  it('are judged the same however hostile they are made', async () => {
    const server = await start();
    const raw = async (body: string) => {
      const answer = await request(server)
        .post('/api/readiness/v1/facts')
        .set('Authorization', asService(service))
        .set('Content-Type', 'application/json')
        .send(body);
      return [answer.status, answer.body.items?.[0].message];
    };
    const item = (data: string) =>
      `{"items":[{"collector":"unit-cost","entityRef":"component:default/checkout","data":${data}}]}`;
    const deep = 400_000;
    expect(
      await raw(item(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)),
    ).toEqual([200, expect.stringMatching(/nested too deeply/)]);
    expect(await raw(item(`{"units":[${'1,'.repeat(500_000)}1]}`))).toEqual([
      200,
      expect.stringMatching(/too large/),
    ]);
    expect(
      await raw(item('{"units":[],"constructor":{"prototype":{"a":1}}}')),
    ).toEqual([200, expect.stringMatching(/name that is not allowed/)]);
    for (const collector of ['__proto__', 'constructor', 'toString']) {
      expect((await push(server, [cost({ collector })])).items[0].message).toBe(
        'This service may not push such a fact.',
      );
    }
    expect(({} as Record<string, unknown>).a).toBeUndefined();
    expect(await stored()).toEqual([]);
    expect((await push(server, [cost()])).counts.stored).toBe(1);
  });

  it('connect the checks that read them', async () => {
    const server = await start();
    const { body } = await request(server)
      .get('/api/readiness/v1/problems')
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
    const ids = body.collectors.map((it: { id: string }) => it.id);
    expect(ids).toEqual(expect.arrayContaining(['toil', 'unit-cost']));
    expect(ids).not.toContain('not-described');
  });
});

describe('grants', () => {
  it('of what is observed already stop the start, and say which', async () => {
    await expect(
      startTestBackend({
        features: [
          readinessPlugin,
          mockServices.rootConfig.factory({
            data: {
              readiness: {
                push: [{ subject: 'external:ci', collectors: ['catalog'] }],
              },
            },
          }),
          catalogServiceMock.factory({ entities: [] }),
        ],
      }),
    ).rejects.toThrow(
      /readiness\.push\[0\]\.collectors: 'catalog' is observed here already/,
    );
  });
});
