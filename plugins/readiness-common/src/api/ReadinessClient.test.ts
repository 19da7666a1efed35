/** @jest-environment node */
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ReadinessClient } from './ReadinessClient';

describe('ReadinessClient', () => {
  let server: Server;
  let client: ReadinessClient;
  let answer: { status: number; type: string; body: string };
  const asked: Array<{ method?: string; url?: string }> = [];

  beforeAll(async () => {
    server = createServer((request: IncomingMessage, response) => {
      asked.push({ method: request.method, url: request.url });
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new ReadinessClient({
      discoveryApi: {
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      },
      fetchApi: {
        // As in a portal, where somebody looks at each request by making one of it.
        fetch: (input, init) => {
          const seen = new Request(input, init);
          return seen.url.startsWith('plugin:')
            ? fetch(seen)
            : fetch(input, init);
        },
      },
    });
  });
  afterAll(async () => {
    await new Promise(resolve => server.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
    answer = { status: 200, type: 'application/json', body: '{}' };
  });

  it('asks for filters only where they are set', async () => {
    await client.getOverview();
    await client.getOverview({ scorecard: 'service-readiness', tier: 0 });
    expect(asked).toEqual([
      { method: 'GET', url: '/api/readiness/v1/overview' },
      {
        method: 'GET',
        url: '/api/readiness/v1/overview?scorecard=service-readiness&tier=0',
      },
    ]);
  });

  it('repeats a filter of several values', async () => {
    await client.listCheckResults(
      { scorecard: 'service-readiness', id: 'slo-defined' },
      { outcome: ['fail', 'unknown'], team: 'group:default/a&b' },
    );
    const url = new URL(asked[0].url!, 'http://host');
    expect(url.pathname).toBe(
      '/api/readiness/v1/checks/service-readiness/slo-defined/results',
    );
    expect(url.searchParams.getAll('outcome')).toEqual(['fail', 'unknown']);
    expect(url.searchParams.get('team')).toBe('group:default/a&b');
    expect(url.searchParams.get('format')).toBe('json');
  });

  it('escapes the parts of a path', async () => {
    await client.getEntity({
      kind: 'component',
      namespace: 'default',
      name: '../../catalog',
    });
    expect(asked[0].url).toBe(
      '/api/readiness/v1/entities/component/default/..%2F..%2Fcatalog',
    );
  });

  it('names entities in the body, since no address is long enough', async () => {
    answer.body = '{"items":[{"ref":"component:default/cart"}]}';
    await expect(
      client.listEntityLevels({ refs: ['component:default/cart'] }),
    ).resolves.toEqual([{ ref: 'component:default/cart' }]);
    expect(asked).toEqual([
      { method: 'POST', url: '/api/readiness/v1/entities/levels' },
    ]);
  });

  it('refreshes with POST', async () => {
    answer.body = '{"ref":"component:default/cart"}';
    await expect(
      client.refreshEntity({
        kind: 'component',
        namespace: 'default',
        name: 'cart',
      }),
    ).resolves.toEqual({ ref: 'component:default/cart' });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/api/readiness/v1/entities/component/default/cart/refresh',
      },
    ]);
  });

  it('asks for the versions of a scorecard page by page', async () => {
    answer.body = '{"items":[{"version":2}],"nextCursor":"abc"}';
    await expect(
      client.listScorecardVersions('my-card', { limit: 1 }),
    ).resolves.toEqual({ items: [{ version: 2 }], nextCursor: 'abc' });
    await client.listScorecardVersions('my-card', { cursor: 'a&b' });
    expect(asked).toEqual([
      {
        method: 'GET',
        url: '/api/readiness/v1/scorecards/my-card/versions?limit=1',
      },
      {
        method: 'GET',
        url: '/api/readiness/v1/scorecards/my-card/versions?cursor=a%26b',
      },
    ]);
  });

  it('has the documents read again with POST', async () => {
    answer.body = '{"active":[],"comparing":["my-card"],"problems":[]}';
    await expect(client.refreshDefinitions()).resolves.toEqual({
      active: [],
      comparing: ['my-card'],
      problems: [],
    });
    expect(asked).toEqual([
      { method: 'POST', url: '/api/readiness/v1/definitions/refresh' },
    ]);
  });

  it('has one entity, or all, tried again with POST', async () => {
    answer.body =
      '{"waiting":1,"waitingSince":null,"failed":0,"givenUp":0,"failures":[]}';
    await client.getEvaluationQueue();
    await client.retryEvaluations('component:default/cart');
    await expect(client.retryEvaluations()).resolves.toMatchObject({
      waiting: 1,
    });
    const retry = '/api/readiness/v1/evaluation-queue/retry';
    expect(asked).toEqual([
      { method: 'GET', url: '/api/readiness/v1/evaluation-queue' },
      { method: 'POST', url: retry },
      { method: 'POST', url: retry },
    ]);
  });

  it('asks why scorecards apply to an entity', async () => {
    answer.body = '{"ref":"component:default/cart","scorecards":[]}';
    await expect(
      client.getApplicability({
        kind: 'component',
        namespace: 'default',
        name: 'cart',
      }),
    ).resolves.toEqual({ ref: 'component:default/cart', scorecards: [] });
    expect(asked[0].url).toBe(
      '/api/readiness/v1/entities/component/default/cart/applicability',
    );
  });

  it('gives lists out of their envelope, and CSV as text', async () => {
    answer.body = '{"items":[{"id":"service-readiness"}]}';
    await expect(client.listScorecards()).resolves.toEqual([
      { id: 'service-readiness' },
    ]);
    answer = { status: 200, type: 'text/csv', body: 'entity,outcome\r\n' };
    await expect(
      client.exportCheckResults({ scorecard: 'a', id: 'b' }),
    ).resolves.toBe('entity,outcome\r\n');
    expect(asked[1].url).toBe(
      '/api/readiness/v1/checks/a/b/results?format=csv',
    );
  });

  it('throws what the backend refuses, with its status', async () => {
    answer = {
      status: 403,
      type: 'application/json',
      body: JSON.stringify({
        error: { name: 'NotAllowedError', message: 'No' },
        response: { statusCode: 403 },
      }),
    };
    await expect(client.getOverview()).rejects.toMatchObject({
      name: 'ResponseError',
      response: { status: 403 },
      cause: { name: 'NotAllowedError', message: 'No' },
    });
  });

  it('asks for history and sums as JSON, or as text', async () => {
    const check = { scorecard: 'service-readiness', id: 'runbook' };
    const calls: Array<[() => Promise<unknown>, string]> = [
      [
        () => client.history.getTrend({ scope: 'organisation' }),
        '/v1/trends?scope=organisation&format=json',
      ],
      [
        () =>
          client.history.getMovement({
            scope: 'team',
            ref: 'group:default/a',
            from: '2026-01-01',
          }),
        '/v1/movements?scope=team&ref=group%3Adefault%2Fa&from=2026-01-01&format=json',
      ],
      [() => client.history.listMovers(), '/v1/movers?format=json'],
      [
        () => client.history.listTransitions({ cause: 'data' }),
        '/v1/transitions?cause=data&format=json',
      ],
      [() => client.history.getTransition('7'), '/v1/transitions/7'],
      [
        () => client.history.getCheckAdoption(check),
        '/v1/checks/service-readiness/runbook/adoption?format=json',
      ],
      [
        () => client.rollups.listRollups({ by: 'system' }),
        '/v1/rollups?by=system&format=json',
      ],
      [() => client.rollups.listGaps(), '/v1/gaps?format=json'],
      [
        () => client.rollups.listDependencyRisks({ limit: 5 }),
        '/v1/dependency-risks?limit=5&format=json',
      ],
    ];
    for (const [call] of calls) {
      await expect(call()).resolves.toEqual({});
    }
    expect(asked.map(({ url }) => url)).toEqual(
      calls.map(([, url]) => `/api/readiness${url}`),
    );

    asked.length = 0;
    answer = { status: 200, type: 'text/csv', body: 'day\r\n' };
    const { history, rollups } = client;
    for (const text of [
      history.exportTrend({ scope: 'organisation' }),
      history.exportMovement({ scope: 'organisation' }),
      history.exportMovers(),
      history.exportTransitions(),
      history.exportCheckAdoption(check),
      rollups.exportRollups({ by: 'team' }),
      rollups.exportGaps(),
      rollups.exportDependencyRisks(),
    ]) {
      await expect(text).resolves.toBe('day\r\n');
    }
    expect(asked.every(({ url }) => url?.includes('format=csv'))).toBe(true);
  });
});
