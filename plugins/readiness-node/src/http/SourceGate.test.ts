import { RetryLaterError } from '../requests';
import { hostileAnswers, HostileServer } from '../testing';
import { createSourceClient } from './createSourceClient';
import { SourceClient, SourceClientOptions } from './SourceClient';

describe('SourceGate', () => {
  let server: HostileServer;
  const clients: SourceClient[] = [];

  beforeEach(async () => {
    server = await HostileServer.start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(clients.splice(0).map(client => client.close()));
    await server.close();
  });

  function clientOf(options: Partial<SourceClientOptions> = {}): SourceClient {
    const client = createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      ...options,
    });
    clients.push(client);
    return client;
  }

  const get = (client: SourceClient) =>
    client.request({ url: server.url('/api') });

  it.each([408, 425, 429, 500, 502, 503, 504])(
    'tries again after %d',
    async status => {
      server.answer(hostileAnswers.status(status), hostileAnswers.json('ok'));
      expect((await get(clientOf())).body).toBe('ok');
      expect(server.requests).toHaveLength(2);
    },
  );

  it('tries again after a connection that broke off, and after a hang', async () => {
    server.answer(
      hostileAnswers.half([1, 2, 3]),
      hostileAnswers.hang(),
      hostileAnswers.json('ok'),
    );
    expect((await get(clientOf({ timeoutMs: 1_000 }))).body).toBe('ok');
  });

  it.each([
    ['400', hostileAnswers.status(400)],
    ['401', hostileAnswers.status(401)],
    ['404', hostileAnswers.status(404)],
    ['501', hostileAnswers.status(501)],
    ['HTML', hostileAnswers.html()],
  ])('does not try again after %s', async (_, answer) => {
    server.answer(answer);
    await expect(get(clientOf())).rejects.toThrow('Test source');
    expect(server.requests).toHaveLength(1);
  });

  it('tries as often as it is told, and then tells the last failure', async () => {
    server.answer(
      hostileAnswers.status(500),
      hostileAnswers.status(502),
      hostileAnswers.status(504),
      hostileAnswers.json('never asked'),
    );
    await expect(get(clientOf({ attempts: 3 }))).rejects.toMatchObject({
      kind: 'status',
      status: 504,
    });
    expect(server.requests).toHaveLength(3);
  });

  it('sends a POST twice only where nothing is lost by it', async () => {
    const post = (client: SourceClient, idempotent?: boolean) =>
      client.request({
        url: server.url('/api'),
        method: 'POST',
        body: {},
        idempotent,
      });
    server.answer(hostileAnswers.status(500), hostileAnswers.json('ok'));
    await expect(post(clientOf())).rejects.toMatchObject({ status: 500 });
    server.answer(hostileAnswers.cut(), hostileAnswers.json('ok'));
    await expect(post(clientOf())).rejects.toMatchObject({
      kind: 'connection',
    });
    expect(server.requests).toHaveLength(2);
    server.answer(hostileAnswers.status(500), hostileAnswers.json('ok'));
    expect((await post(clientOf(), true)).body).toBe('ok');
    server.answer(hostileAnswers.status(429), hostileAnswers.json('ok'));
    expect((await post(clientOf())).body).toBe('ok');
    server.answer(
      hostileAnswers.status(503, { 'retry-after': '0' }),
      hostileAnswers.json('ok'),
    );
    expect((await post(clientOf())).body).toBe('ok');
  });

  it('waits as long as it is asked to, and others wait with it', async () => {
    server.answer(
      hostileAnswers.tooManyRequests('1'),
      hostileAnswers.json('ok'),
    );
    const client = clientOf();
    const begun = Date.now();
    const first = get(client);
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    await Promise.all([first, get(client)]);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(990);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['429 for an hour', () => hostileAnswers.tooManyRequests('3600'), 3_600],
    ['429 for ages', () => hostileAnswers.tooManyRequests('999999999'), 86_400],
    [
      '503 for an hour',
      () => hostileAnswers.status(503, { 'retry-after': '3600' }),
      3_600,
    ],
    [
      'a used up limit of GitHub',
      () =>
        hostileAnswers.status(403, {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.round(Date.now() / 1_000) + 1_800),
        }),
      1_800,
    ],
  ])('leaves the source alone after %s', async (_, answer, seconds) => {
    server.answer(answer());
    const client = clientOf();
    const errors = [
      await get(client).catch(error => error),
      await get(client).catch(error => error),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(RetryLaterError);
      const wait = (error.retryAt.getTime() - Date.now()) / 1_000;
      expect(Math.abs(wait - seconds)).toBeLessThan(30);
    }
    // The second was not even sent.
    expect(server.requests).toHaveLength(1);
  });

  it('takes a 429 without a time for a minute, once it tried again', async () => {
    server.answer(hostileAnswers.status(429));
    const error = await get(clientOf({ attempts: 2 })).catch(each => each);
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.retryAt.getTime() - Date.now()).toBeGreaterThan(55_000);
    expect(server.requests).toHaveLength(2);
  });

  it('opens the circuit after five failures, and tries one request a minute later', async () => {
    server.answer(hostileAnswers.status(500));
    const client = clientOf({ attempts: 1 });
    for (let failure = 0; failure < 5; failure += 1) {
      await expect(get(client)).rejects.toMatchObject({ status: 500 });
    }
    const error = await get(client).catch(each => each);
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.message).toMatch(/failed 5 times in a row/);
    expect(server.requests).toHaveLength(5);

    const later = Date.now() + 61_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    await expect(get(client)).rejects.toMatchObject({ status: 500 });
    await expect(get(client)).rejects.toBeInstanceOf(RetryLaterError);
    expect(server.requests).toHaveLength(6);

    server.answer(hostileAnswers.json('ok'));
    jest.spyOn(Date, 'now').mockImplementation(() => later + 61_000);
    expect((await get(client)).body).toBe('ok');
    expect((await get(client)).body).toBe('ok');
  });

  it('does not count answers that are no failures of the source', async () => {
    server.answer(hostileAnswers.status(404));
    const client = clientOf();
    for (let count = 0; count < 8; count += 1) {
      await expect(get(client)).rejects.toMatchObject({ status: 404 });
    }
    expect(server.requests).toHaveLength(8);
  });

  it('keeps to the requests of a minute, without waiting for ages', async () => {
    server.answer(hostileAnswers.json('ok'));
    const client = clientOf({ requestsPerMinute: 2 });
    await Promise.all([get(client), get(client)]);
    const error = await get(client).catch(each => each);
    expect(error).toBeInstanceOf(RetryLaterError);
    const wait = error.retryAt.getTime() - Date.now();
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect(server.requests).toHaveLength(2);
  });

  it('takes from the budget before each attempt, and sends nothing without', async () => {
    server.answer(hostileAnswers.status(500), hostileAnswers.json('ok'));
    const taken: string[] = [];
    const client = clientOf();
    await client.request({
      url: server.url('/api'),
      budget: {
        take: async host => {
          taken.push(host);
        },
      },
    });
    expect(taken).toEqual([server.host, server.host]);
    const used = new RetryLaterError('Used up', new Date());
    await expect(
      client.request({
        url: server.url('/api'),
        budget: { take: () => Promise.reject(used) },
      }),
    ).rejects.toBe(used);
    expect(server.requests).toHaveLength(2);
  });

  it('asks no more at once than it may', async () => {
    let underWay = 0;
    let most = 0;
    server.answer(async response => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
      underWay -= 1;
      response.end('[]');
    });
    const client = clientOf({ concurrency: 3 });
    await Promise.all(Array.from({ length: 20 }, () => get(client)));
    expect(most).toBe(3);
    expect(server.requests).toHaveLength(20);
  });
});
