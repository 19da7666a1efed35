import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createScorecardConditionalDecision,
  scorecardConditions,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  ReadinessClient,
  scorecardReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Express } from 'express';
import { Knex } from 'knex';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import { applyMigrations } from '../database/initializeDatabase';
import { TestPolicy } from '../services/__testUtils__/createTestServices';
import {
  exampleEntities,
  exampleGroups,
  hidesSecret,
} from '../services/__testUtils__/exampleOrganisation';
import { Organisation } from '../services/__testUtils__/Organisation';
import { createTestApp } from './__testUtils__/createTestApp';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Every operation of the document, with something that is there. */
const reads = [
  '/v1/overview',
  '/v1/teams/default/child',
  '/v1/entities',
  '/v1/entities?format=csv',
  '/v1/entities/component/default/cart',
  '/v1/entities/component/default/cart/applicability',
  '/v1/entities/component/default/cart/track-record',
  '/v1/entities/component/default/cart/delivery',
  '/v1/entities/component/default/cart/impact-brief',
  '/v1/entities/group/default/child/track-record?entry=adr&entry=deployment&from=2026-01-01',
  '/v1/entities/group/default/child/delivery?days=30',
  '/v1/entities/group/default/child/impact-brief?quarter=2026-Q2&format=markdown',
  '/v1/scorecards',
  '/v1/scorecards/service-readiness',
  '/v1/scorecards/service-readiness/versions',
  '/v1/checks/service-readiness/runbook',
  '/v1/checks/service-readiness/runbook/results',
  '/v1/checks/service-readiness/runbook/results?format=csv',
  '/v1/trends?scope=organisation',
  '/v1/trends?scope=team&ref=group:default/child&area=documentation&from=2026-11-01',
  '/v1/trends?scope=entity&ref=component:default/cart&check=runbook&format=csv',
  '/v1/movements?scope=team&ref=child',
  '/v1/movements?scope=organisation&format=csv',
  '/v1/movers',
  '/v1/movers?format=csv',
  '/v1/transitions?owner=child',
  '/v1/transitions?format=csv',
  '/v1/checks/adoption',
  '/v1/checks/adoption?scorecard=service-readiness',
  '/v1/checks/service-readiness/runbook/adoption',
  '/v1/checks/service-readiness/runbook/adoption?format=csv',
  '/v1/problems',
];
const refresh = '/v1/entities/component/default/cart/refresh';
const refreshDefinitions = '/v1/definitions/refresh';

describe.each(databases.eachSupportedId())('createRouter, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
    await organisation.write(exampleGroups, exampleEntities);
  });
  afterAll(() => knex.destroy());

  const serve = (policy: TestPolicy = {}) =>
    createTestApp(organisation, policy);
  let everything: Express;
  beforeAll(async () => {
    everything = await serve();
  });
  const get = (
    server: Express,
    path: string,
    header: string = mockCredentials.user.header(),
  ) => request(server).get(path).set('Authorization', header);

  describe('levels of entities that are named', () => {
    const ask = (body: object, header = mockCredentials.user.header()) =>
      request(everything)
        .post('/v1/entities/levels')
        .set('Authorization', header)
        .send(body);
    const named = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `component:default/${'long-'.repeat(50)}${index}`,
      );

    it('are given for those that are known', async () => {
      const { body } = await ask({
        refs: ['Component:default/Cart', ...named(499)],
      }).expect(200);
      expect(body.items).toEqual([
        expect.objectContaining({ ref: 'component:default/cart', level: 1 }),
      ]);
    });

    it('are given to nobody who is not known, nor for what is no question', async () => {
      const refs = ['component:default/cart'];
      await ask({ refs }, mockCredentials.none.header()).expect(401);
      await ask({ refs: named(501) }).expect(400);
      await ask({ refs: ['component:'] }).expect(400);
      await ask({ refs, level: 1 }).expect(400);
      await ask({}).expect(400);
      await ask({ refs, scorecard: 'nothing' }).expect(404);
      expect((await ask({ refs: [] }).expect(200)).body).toEqual({ items: [] });
    });
  });

  describe('authentication and permission', () => {
    it('knows nobody', async () => {
      const server = await serve();
      for (const path of reads) {
        await get(server, path, mockCredentials.none.header()).expect(401);
      }
      await request(server)
        .post(refresh)
        .set('Authorization', mockCredentials.none.header())
        .expect(401);
      await request(server)
        .post(refreshDefinitions)
        .set('Authorization', mockCredentials.none.header())
        .expect(401);
      expect(organisation.refreshed).toEqual([]);
    });

    it('answers users and services', async () => {
      const server = await serve();
      for (const header of [
        mockCredentials.user.header(),
        mockCredentials.service.header(),
      ]) {
        for (const path of reads) {
          const { status } = await get(server, path, header);
          expect([path, status]).toEqual([path, 200]);
        }
        await request(server)
          .post(refresh)
          .set('Authorization', header)
          .expect(200);
        const { body } = await request(server)
          .post(refreshDefinitions)
          .set('Authorization', header)
          .expect(200);
        expect(body.active.map(({ name }: { name: string }) => name)).toContain(
          'service-readiness',
        );
      }
      expect(organisation.refreshed).toEqual([
        'component:default/cart',
        'component:default/cart',
      ]);
    });

    it('refuses who may read no scorecard', async () => {
      const server = await serve({
        scorecards: { result: AuthorizeResult.DENY },
      });
      for (const path of reads) {
        const { status } = await get(server, path);
        expect([path, status]).toEqual([path, 403]);
      }
      await request(server)
        .post(refresh)
        .set('Authorization', mockCredentials.user.header())
        .expect(403);
      await request(server)
        .post(refreshDefinitions)
        .set('Authorization', mockCredentials.user.header())
        .expect(403);
    });

    it('never refuses for what the catalog hides', async () => {
      const server = await serve({ hidesAll: true });
      for (const path of reads) {
        const { status } = await get(server, path);
        const isOfOne = /\/(teams|entities)\/.|[?&](ref|owner)=/.test(path);
        expect([path, status]).toEqual([path, isOfOne ? 404 : 200]);
      }
      const overview = await get(server, '/v1/overview');
      expect(overview.body.total).toMatchObject({
        entities: 0,
        hidden: exampleEntities.length,
      });
      expect(overview.body.teams).toEqual([]);
    });

    it('refuses a refresh, or problems, alone', async () => {
      const server = await serve({
        refresh: false,
        refreshDefinitions: false,
        problems: false,
      });
      await request(server)
        .post(refreshDefinitions)
        .set('Authorization', mockCredentials.user.header())
        .expect(403);
      await request(server)
        .post(refresh)
        .set('Authorization', mockCredentials.user.header())
        .expect(403);
      expect((await get(server, '/v1/problems')).status).toBe(403);
      expect((await get(server, '/v1/overview')).status).toBe(200);
    });

    it('shows scorecards by conditions', async () => {
      const server = await serve({
        scorecards: createScorecardConditionalDecision(
          scorecardReadPermission,
          scorecardConditions.isScorecard({ names: ['team-readiness'] }),
        ),
      });
      const list = await get(server, '/v1/scorecards').expect(200);
      expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([
        'team-readiness',
      ]);
      await get(server, '/v1/scorecards/service-readiness').expect(404);
      await get(server, '/v1/checks/service-readiness/runbook').expect(404);
      await get(server, '/v1/overview?scorecard=service-readiness').expect(404);
      const overview = await get(server, '/v1/overview').expect(200);
      expect(overview.body.scorecard.id).toBe('team-readiness');
      const entity = await get(
        server,
        '/v1/entities/component/default/cart',
      ).expect(200);
      expect(entity.body.scorecards).toEqual([]);
    });
  });

  describe('the client', () => {
    let server: Server;
    let client: ReadinessClient;

    beforeAll(async () => {
      server = await new Promise<Server>(resolve => {
        const listening = everything.listen(0, '127.0.0.1', () =>
          resolve(listening),
        );
      });
      const { port } = server.address() as AddressInfo;
      client = new ReadinessClient({
        discoveryApi: { getBaseUrl: async () => `http://127.0.0.1:${port}` },
        fetchApi: {
          fetch: (input, init) => {
            const asked = new Request(input, init);
            asked.headers.set('Authorization', mockCredentials.user.header());
            return fetch(asked);
          },
        },
      });
    });
    afterAll(() => new Promise(resolve => server.close(resolve)));

    it('reaches every operation', async () => {
      const cart = { kind: 'component', namespace: 'default', name: 'cart' };
      const runbook = { scorecard: 'service-readiness', id: 'runbook' };
      const child = { namespace: 'default', name: 'child' };
      expect((await client.getOverview({ tier: 1 })).total.entities).toBe(4);
      expect((await client.getTeam(child)).team.title).toBe('Checkout');
      const page = await client.listEntities({
        owner: 'group:default/shop',
        limit: 2,
      });
      expect(page.items).toHaveLength(2);
      expect(
        await client.listEntities({
          owner: 'group:default/shop',
          limit: 2,
          cursor: page.nextCursor ?? undefined,
        }),
      ).toMatchObject({ totalItems: page.totalItems });
      expect((await client.getEntity(cart)).ref).toBe('component:default/cart');
      expect((await client.refreshEntity(cart)).state).toBe('evaluated');
      expect(await client.listScorecards()).toHaveLength(2);
      expect((await client.getScorecard('team-readiness')).id).toBe(
        'team-readiness',
      );
      expect((await client.getCheck(runbook)).summary.id).toBe('runbook');
      const failing = await client.listCheckResults(runbook, {
        outcome: ['fail', 'unknown'],
        team: 'group:default/child',
      });
      expect(failing.items.map(({ outcome }) => outcome)).toEqual(
        [...failing.items.map(({ outcome }) => outcome)].sort(),
      );
      expect(failing.items.length).toBeGreaterThan(1);
      expect((await client.listProblems()).collectors).toHaveLength(3);
      const team = { kind: 'group', ...child };
      expect(
        await client.getTrackRecord(team, {
          entry: ['adr', 'incident'],
          from: '2026-01-01',
          limit: 5,
        }),
      ).toEqual({
        items: [],
        since: null,
        counts: [],
        hidden: 0,
        nextCursor: null,
      });
      expect(await client.getDelivery(team, { days: 30 })).toMatchObject({
        from: '2026-10-23',
        to: '2026-11-21',
        since: null,
        entities: 0,
      });
      expect(
        await client.getImpactBrief(team, { quarter: '2026-Q2' }),
      ).toMatchObject({ quarter: '2026-Q2', subject: { title: 'Checkout' } });
      expect(await client.exportImpactBrief(team)).toMatch(
        /^# Impact brief: Checkout, 2026-Q3\n/,
      );
      expect(await client.listDefinitions()).toMatchObject({
        items: [{ kind: 'Scorecard' }, { kind: 'Scorecard' }],
        pushed: [],
      });
      await expect(
        client.getEntity({ ...cart, name: 'nothing' }),
      ).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 404,
        cause: { name: 'NotFoundError' },
      });
    });

    it('gets lists as CSV that no spreadsheet runs', async () => {
      const csv = await client.exportEntities({ owner: 'child' });
      const lines = csv.split('\r\n');
      expect(lines[0]).toBe(
        'ref,kind,namespace,name,title,type,lifecycle,tier,owners,level,levelName,targetLevel,onTarget,fixes,held,exemptions,inGrace,adoption,score,coverage',
      );
      expect(lines.at(-1)).toBe('');
      expect(lines).toHaveLength(8);
      expect(csv).toContain(`,"'=HYPERLINK(""https://example.org"")",`);
      expect(csv).toContain(',"Cart, ""the"" one",');
      const results = await client.exportCheckResults(
        { scorecard: 'service-readiness', id: 'runbook' },
        { outcome: ['pass'] },
      );
      expect(results.split('\r\n')[1]).toMatch(
        /^component:default\/cart,component,default,cart,"Cart, ""the"" one",service,1,group:default\/child,pass,2026-11-21T08:00:00.000Z,true$/,
      );
    });
  });

  describe('what is not there', () => {
    it.each([
      '/v1/teams/default/nobody',
      '/v1/teams/default/cart',
      '/v1/entities/component/default/nothing',
      '/v1/entities/group/default/nothing',
      '/v1/entities/component/default/%00',
      '/v1/entities/component/default/..%2F..%2Fetc',
      '/v1/entities/__proto__/constructor/toString',
      '/v1/entities/group/default/nothing/track-record',
      '/v1/entities/component/default/nothing/delivery',
      '/v1/entities/__proto__/constructor/toString/impact-brief',
      '/v1/scorecards/nothing',
      '/v1/scorecards/__proto__',
      '/v1/checks/service-readiness/constructor',
      '/v1/checks/nothing/runbook',
      '/v1/checks/service-readiness/nothing/results',
      '/v1/overview?scorecard=nothing',
      '/v1/entities?scorecard=__proto__',
      '/v1/entities?owner=group:default/nobody',
      '/v1/checks/service-readiness/runbook/results?team=nobody',
    ])('%s is not found', async path => {
      const { body } = await get(everything, path).expect(404);
      expect(body.error.name).toBe('NotFoundError');
    });

    it('is the same as what is hidden', async () => {
      const server = await serve({ hides: hidesSecret });
      for (const [hidden, absent] of [
        ['/v1/teams/default/secret', '/v1/teams/default/nobody'],
        [
          '/v1/entities/component/default/vault',
          '/v1/entities/component/default/nobody',
        ],
        [
          '/v1/entities/group/default/secret/track-record',
          '/v1/entities/group/default/nobody/track-record',
        ],
        [
          '/v1/entities/component/default/vault/impact-brief',
          '/v1/entities/component/default/nobody/impact-brief',
        ],
        [
          '/v1/entities?owner=group:default/secret',
          '/v1/entities?owner=group:default/nobody',
        ],
        [
          '/v1/checks/service-readiness/runbook/results?team=secret',
          '/v1/checks/service-readiness/runbook/results?team=nobody',
        ],
      ]) {
        const answers = await Promise.all(
          [hidden, absent].map(path => get(server, path)),
        );
        expect(answers[0].status).toBe(404);
        expect(answers[0].body.error).toEqual(answers[1].body.error);
      }
      const before = organisation.refreshed.length;
      await request(server)
        .post('/v1/entities/component/default/vault/refresh')
        .set('Authorization', mockCredentials.user.header())
        .expect(404);
      expect(organisation.refreshed).toHaveLength(before);
    });
  });

  describe('hostile input', () => {
    const otherCursor = Buffer.from('["x",1,2,"a",3]').toString('base64url');
    it.each([
      '/v1/overview?tier=4',
      '/v1/overview?tier=1.5',
      '/v1/overview?tier=one',
      '/v1/overview?unknown=1',
      '/v1/entities?limit=0',
      '/v1/entities?limit=501',
      '/v1/entities?limit=1e9',
      '/v1/entities?level=-1',
      '/v1/entities?area=%27%3B--',
      '/v1/entities?target=all',
      '/v1/entities?format=xml',
      '/v1/entities?owner=:/',
      '/v1/entities?owner=',
      '/v1/entities?owner=%00',
      '/v1/entities?kind=%00',
      '/v1/entities?cursor=!',
      '/v1/entities?cursor=W10',
      `/v1/entities?cursor=${otherCursor}`,
      `/v1/entities?cursor=${'a'.repeat(1_001)}`,
      '/v1/entities?scorecard[$ne]=1',
      '/v1/entities?limit=1&limit=2',
      '/v1/problems?subject=everything',
      `/v1/problems?cursor=${otherCursor}`,
      '/v1/checks/service-readiness/runbook/results?outcome=passed',
      '/v1/checks/service-readiness/runbook/results?team=%00',
      '/v1/checks/service-readiness/runbook/results?tier=9',
      ...[
        'track-record?entry=party',
        'track-record?from=2026-02-30',
        'track-record?to=soon',
        'track-record?limit=501',
        `track-record?cursor=${otherCursor}`,
        'delivery?days=6',
        'delivery?days=401',
        'impact-brief?quarter=2026-Q5',
        'impact-brief?quarter=2027-Q1',
        'impact-brief?format=html',
      ].map(query => `/v1/entities/group/default/child/${query}`),
    ])('%s is refused', async path => {
      const { body } = await get(everything, path).expect(400);
      expect(body.error.name).toBe('InputError');
    });

    it.each([
      `/v1/entities?kind=${encodeURIComponent("' or 1=1 --")}`,
      `/v1/entities?kind=${encodeURIComponent('%')}`,
      `/v1/entities?kind=${encodeURIComponent('?')}`,
    ])('%s is taken as text', async path => {
      const { body } = await get(everything, path).expect(200);
      expect(body).toEqual({ items: [], totalItems: 0, nextCursor: null });
    });

    it.each([
      '/v1/entities?limit=1',
      '/v1/entities?limit=1&sort=name',
      '/v1/checks/service-readiness/runbook/results?limit=1',
    ])(
      'refuses a cursor of %s with numbers that no column holds',
      async path => {
        const { body } = await get(everything, path).expect(200);
        const values: unknown[] = JSON.parse(
          Buffer.from(body.nextCursor, 'base64url').toString(),
        );
        const numbers = [...values.keys()].filter(
          index => typeof values[index] === 'number',
        );
        const statuses = [];
        for (const index of numbers) {
          const forged = Buffer.from(
            JSON.stringify(
              values.map((value, at) =>
                at === index ? Number.MAX_SAFE_INTEGER : value,
              ),
            ),
          ).toString('base64url');
          statuses.push(
            (await get(everything, `${path}&cursor=${forged}`)).status,
          );
        }
        expect(statuses).toEqual([400, 400, 400]);
      },
    );

    it('refuses what cannot be the ref of an entity that is tried again', async () => {
      const { body } = await request(everything)
        .post('/v1/evaluation-queue/retry')
        .set('Authorization', mockCredentials.user.header())
        .send({ entityRef: 'component:default/a\0' })
        .expect(400);
      expect(body.error.name).toBe('InputError');
    });

    it('takes no cursor of another list', async () => {
      const app = everything;
      const page = await get(app, '/v1/entities?limit=1').expect(200);
      const cursor = page.body.nextCursor;
      const statuses = [];
      for (const path of [
        `/v1/entities?limit=2&cursor=${cursor}`,
        `/v1/entities?tier=1&cursor=${cursor}`,
        `/v1/problems?cursor=${cursor}`,
      ]) {
        statuses.push((await get(app, path)).status);
      }
      expect(statuses).toEqual([200, 400, 400]);
    });
  });
});
