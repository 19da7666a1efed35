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
      fetchApi: { fetch },
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
});
