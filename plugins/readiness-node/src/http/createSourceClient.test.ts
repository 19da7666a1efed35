import { JsonValue } from '@backstage/types';
import { RetryLaterError } from '../requests';
import { HostileAnswer, hostileAnswers, HostileServer } from '../testing';
import { createSourceClient } from './createSourceClient';
import { SourceClient, SourceClientOptions } from './SourceClient';
import { SourceError } from './SourceError';

const secret = 'Bearer t0p-secret-value';

describe('createSourceClient', () => {
  let server: HostileServer;
  const clients: SourceClient[] = [];

  beforeEach(async () => {
    server = await HostileServer.start();
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
    await server.close();
  });

  function clientOf(options: Partial<SourceClientOptions> = {}): SourceClient {
    const client = createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      secretHeaders: { Authorization: secret },
      attempts: 1,
      ...options,
    });
    clients.push(client);
    return client;
  }

  async function failureOf(promise: Promise<unknown>): Promise<Error> {
    try {
      await promise;
    } catch (error) {
      return error as Error;
    }
    throw new Error('It did not fail');
  }

  const ask = (path: string, options?: Partial<SourceClientOptions>) =>
    clientOf(options).request({ url: server.url(path) });

  it('asks by GET with its secrets, and by POST with JSON or a form', async () => {
    server.answer(
      hostileAnswers.json(
        { a: 1 },
        { headers: { 'x-page': ['1', '2'], vary: 'accept' } },
      ),
    );
    const client = clientOf();
    await expect(
      client.request({
        url: server.url('/api?page=1#part'),
        headers: { 'X-Tenant': 'shop', authorization: 'Bearer mine' },
      }),
    ).resolves.toEqual({
      status: 200,
      body: { a: 1 },
      notModified: false,
      headers: expect.objectContaining({
        'x-page': '1, 2',
        vary: 'accept',
      }),
    });
    await client.request({
      url: server.url('/json'),
      method: 'POST',
      body: { query: 'up' },
    });
    await client.request({
      url: server.url('/form'),
      method: 'POST',
      form: { query: 'a & b' },
    });
    expect(
      server.requests.map(({ method, path, body, headers }) => [
        method,
        path,
        headers['content-type'],
        body,
        headers.authorization,
      ]),
    ).toEqual([
      ['GET', '/api?page=1', undefined, '', secret],
      ['POST', '/json', 'application/json', '{"query":"up"}', secret],
      [
        'POST',
        '/form',
        'application/x-www-form-urlencoded',
        'query=a+%26+b',
        secret,
      ],
    ]);
    expect(server.requests[0].headers).toMatchObject({
      'x-tenant': 'shop',
      accept: 'application/json',
    });
  });

  it.each<[string, HostileAnswer, string, RegExp]>([
    [
      'a 500',
      hostileAnswers.status(500),
      'status',
      /: 127\.0\.0\.1:\d+\/api answered 500\.$/,
    ],
    ['a 404', hostileAnswers.status(404), 'status', /answered 404\.$/],
    [
      'a 500 with an endless body',
      hostileAnswers.endless(500),
      'status',
      /answered 500\.$/,
    ],
    ['HTML', hostileAnswers.html(), 'not-json', /login page or a proxy/],
    [
      'JSON with a mistake',
      hostileAnswers.text('{"a":1,}'),
      'not-json',
      /no JSON/,
    ],
    ['nothing', hostileAnswers.text(''), 'not-json', /answered with nothing/],
    ['deep JSON', hostileAnswers.deep(200_000), 'not-json', /too deeply/],
    ['half a page', hostileAnswers.half([1, 2, 3]), 'connection', /half-way/],
    [
      'half a page of unknown length',
      hostileAnswers.halfWithoutLength([1, 2, 3]),
      'connection',
      /half-way/,
    ],
    [
      'less than announced',
      hostileAnswers.wrongLength([1, 2, 3], 5_000),
      'connection',
      /half-way/,
    ],
    [
      'more than announced',
      hostileAnswers.wrongLength([1, 2, 3], 3),
      'not-json',
      /no JSON/,
    ],
    ['a cut connection', hostileAnswers.cut(), 'connection', /half-way/],
    [
      'half a compressed page',
      hostileAnswers.brokenGzip('cut'),
      'connection',
      /half-way/,
    ],
    [
      'broken compression',
      hostileAnswers.brokenGzip('garbage'),
      'not-json',
      /broken compression/,
    ],
    [
      'an endless body',
      hostileAnswers.endless(),
      'too-large',
      /more than is read/,
    ],
    [
      'a gzip bomb',
      hostileAnswers.gzipBomb(),
      'too-large',
      /more than is read/,
    ],
    [
      'a large announcement',
      hostileAnswers.status(200, { 'content-length': '99999999999' }),
      'too-large',
      /more than is read/,
    ],
    [
      'large headers',
      hostileAnswers.status(200, { 'x-large': 'x'.repeat(60_000) }),
      'too-large',
      /more headers/,
    ],
    ['no answer', hostileAnswers.hang(), 'timeout', /within 0\.3 s/],
    [
      'headers only',
      hostileAnswers.hangAfterHeaders(),
      'timeout',
      /within 0\.3 s/,
    ],
    ['slow bytes', hostileAnswers.slow(5), 'timeout', /within 0\.3 s/],
    [
      'unknown compression',
      hostileAnswers.json([], { headers: { 'content-encoding': 'zstd' } }),
      'not-json',
      /compression/,
    ],
    [
      'no end of redirects',
      hostileAnswers.redirect('/api/again'),
      'status',
      /redirects too often/,
    ],
    [
      'a redirect to another host',
      hostileAnswers.redirect('http://169.254.169.254/latest/meta-data'),
      'refused',
      /^Test source: 169\.254\.169\.254\/latest\/meta-data may not be asked/,
    ],
    [
      'a redirect to a file',
      hostileAnswers.redirect('file:///etc/passwd'),
      'refused',
      /neither http nor https/,
    ],
  ])('tells %s for what it is', async (_, answer, kind, message) => {
    server.answer(answer);
    const error = await failureOf(
      ask('/api', {
        maxBytes: 1024 * 1024,
        timeoutMs: kind === 'timeout' ? 300 : 5_000,
      }),
    );
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ kind });
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^Test source: /);
  });

  it('tells that nobody listens', async () => {
    await server.close();
    await expect(ask('/api')).rejects.toMatchObject({
      kind: 'connection',
      message: `Test source: ${server.host}/api cannot be reached (ECONNREFUSED).`,
    });
  });

  it('takes prototypes out of JSON, and a byte order mark before it', async () => {
    server.answer(
      hostileAnswers.text(
        '\ufeff{"a":[{"__proto__":{"x":1},"b":1}],"constructor":{"prototype":{}}}',
      ),
    );
    const { body } = await ask('/api');
    expect(JSON.stringify(body)).toBe('{"a":[{"b":1}]}');
    expect(({} as Record<string, JsonValue>).x).toBe(undefined);
  });

  it('takes further statuses for answers where it is told to', async () => {
    server.answerAt('/html', response => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<p>No</p>');
    });
    server.answerAt(
      '/json',
      hostileAnswers.json({ error: 'bad query' }, { status: 422 }),
    );
    server.answerAt('/nothing', hostileAnswers.status(204));
    const client = clientOf({ accept: [404, 422] });
    const statusAndBody = async (path: string) => {
      const { status, body } = await client.request({ url: server.url(path) });
      return [status, body];
    };
    expect(await statusAndBody('/html')).toEqual([404, null]);
    expect(await statusAndBody('/json')).toEqual([422, { error: 'bad query' }]);
    expect(await statusAndBody('/nothing')).toEqual([204, null]);
  });

  it('turns an empty list into an answer and not into an error', async () => {
    server.answer(hostileAnswers.json([1]), hostileAnswers.json([]));
    const client = clientOf();
    const url = server.url('/api');
    expect((await client.request({ url })).body).toEqual([1]);
    expect((await client.request({ url })).body).toEqual([]);
  });

  it('tells no secret, no query and no user in any error', async () => {
    const answers: HostileAnswer[] = [
      hostileAnswers.status(500),
      hostileAnswers.html(),
      hostileAnswers.cut(),
      hostileAnswers.hang(),
      hostileAnswers.tooManyRequests('3600'),
      hostileAnswers.redirect(`http://other.example/${secret.slice(7)}`),
      hostileAnswers.redirect('/next?token=query-token'),
    ];
    const urls = [
      server.url('/api/t0p-secret-value?token=query-token'),
      `http://user:pass-word@${server.host}/api?token=query-token`,
      'http://other.example/t0p-secret-value?token=query-token',
      'not a url t0p-secret-value query-token',
    ];
    for (const url of urls) {
      for (const answer of answers) {
        server.answer(answer);
        const error = await failureOf(
          clientOf({ timeoutMs: 100, patienceMs: 0 }).request({ url }),
        );
        const told = [
          error.message,
          error.stack,
          String(error.cause),
          JSON.stringify(error),
          JSON.stringify(Object.entries(error)),
        ].join('\n');
        expect(told).not.toMatch(/t0p-secret|query-token|pass-word/);
      }
    }
  });

  it('tells no part of a secret where a path is cut', async () => {
    const token = 't0p-secret-of-the-path';
    const client = clientOf({ secretHeaders: { 'x-key': token } });
    const path = `/${'p'.repeat(190)}${token}`;
    await expect(client.request({ url: server.url(path) })).rejects.toThrow(
      /^[^ ]* ?[^:]*: 127\.0\.0\.1:\d+\/p+\*\*\* answered 404\.$/,
    );
  });

  it('ends at once when it is given up, whatever it waits for', async () => {
    server.answerAt('/hang', hostileAnswers.hang());
    server.answerAt('/later', hostileAnswers.tooManyRequests('5'));
    const client = clientOf({ concurrency: 1, attempts: 3 });
    const reason = new Error('Stopped');
    const givenUp = async (
      path: string,
      options: { budget?: { take: () => Promise<void> } } = {},
    ) => {
      const controller = new AbortController();
      const begun = performance.now();
      setTimeout(() => controller.abort(reason), 50);
      await expect(
        client.request({
          url: server.url(path),
          signal: controller.signal,
          ...options,
        }),
      ).rejects.toBe(reason);
      return performance.now() - begun;
    };
    // Also one that waits for its place behind another.
    const [first, second] = await Promise.all([
      givenUp('/hang'),
      givenUp('/hang'),
    ]);
    expect(Math.max(first, second)).toBeLessThan(1_000);
    expect(
      await givenUp('/hang', { budget: { take: () => new Promise(() => {}) } }),
    ).toBeLessThan(1_000);
    expect(await givenUp('/later')).toBeLessThan(1_000);
    await expect(
      client.request({
        url: server.url('/hang'),
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
  });

  it('is asked no more once it is closed', async () => {
    server.answer(hostileAnswers.hang());
    const client = clientOf();
    const pending = failureOf(client.request({ url: server.url('/api') }));
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    await client.close();
    await client.close();
    expect(await pending).toMatchObject({ kind: 'connection' });
    await expect(client.request({ url: server.url('/api') })).rejects.toThrow(
      'the client is closed',
    );
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [{ hosts: ['https://example.com'] }, /A host of a source/],
    [{ hosts: ['*.example.com'] }, /A host of a source/],
    [{ hosts: ['user@example.com'] }, /A host of a source/],
    [{ secretHeaders: { authorization: `${secret}\n` } }, /line break/],
  ])('refuses options such as %j', (options, message) => {
    expect(() => clientOf(options)).toThrow(message);
    expect(() => clientOf(options)).not.toThrow(/t0p-secret/);
  });

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'a b'])(
    'refuses a request that sets the header %s',
    async name => {
      await expect(
        clientOf().request({ url: server.url('/'), headers: { [name]: '1' } }),
      ).rejects.toMatchObject({ kind: 'refused' });
    },
  );

  it('does not take a proxy of the environment', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    try {
      server.answer(hostileAnswers.json([]));
      expect((await ask('/api')).body).toEqual([]);
    } finally {
      delete process.env.HTTP_PROXY;
    }
  });

  it('throws a RetryLaterError for a long Retry-After', async () => {
    server.answer(hostileAnswers.tooManyRequests('3600'));
    expect(await failureOf(ask('/api'))).toBeInstanceOf(RetryLaterError);
  });
});
