import { hostileAnswers, HostileServer } from '../testing';
import { createSourceClient } from './createSourceClient';
import { KeptAnswers } from './KeptAnswers';
import { SourceClient } from './SourceClient';

const answerOf = (text: string) => ({
  url: 'http://a/',
  status: 200,
  headers: {},
  text,
});

describe('KeptAnswers', () => {
  it('forgets what was not used for longest, by number', () => {
    const kept = new KeptAnswers();
    for (let index = 0; index < 500; index += 1) {
      kept.set(`key ${index}`, answerOf('x'));
    }
    kept.get('key 0');
    kept.set('one more', answerOf('x'));
    expect(kept.get('key 0')).toEqual(answerOf('x'));
    expect(kept.get('key 1')).toBe(undefined);
    expect(kept.get('one more')).toEqual(answerOf('x'));
  });

  it('forgets by size, and does not keep what is very large', () => {
    const kept = new KeptAnswers();
    const large = 'x'.repeat(8 * 1024 * 1024);
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      kept.set(key, answerOf(large));
    }
    expect(kept.get('a')).toBe(undefined);
    expect(kept.get('e')?.text).toBe(large);
    kept.set('f', answerOf(`${large}x`));
    expect(kept.get('f')).toBe(undefined);
    expect(kept.get('e')?.text).toBe(large);
  });
});

describe('conditional requests', () => {
  let server: HostileServer;
  let client: SourceClient;

  const start = (conditional?: boolean) =>
    createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      attempts: 1,
      conditional,
    });

  beforeEach(async () => {
    server = await HostileServer.start();
    client = start();
  });

  afterEach(async () => {
    await client.close();
    await server.close();
  });

  it('gives the kept body for a 304, safe from what callers do to it', async () => {
    server.answer(hostileAnswers.etag({ list: [1] }, '"one"'));
    const request = { url: server.url('/api?a=1') };
    const first = await client.request(request);
    (first.body as { list: number[] }).list.push(2);
    await expect(client.request(request)).resolves.toMatchObject({
      status: 200,
      body: { list: [1] },
      notModified: true,
      headers: { 'content-type': 'application/json', etag: '"one"' },
    });
    expect(
      server.requests.map(({ headers }) => headers['if-none-match']),
    ).toEqual([undefined, '"one"']);
  });

  it('asks by date where there is no ETag, and takes what is new', async () => {
    const date = 'Mon, 01 Jun 2026 12:00:00 GMT';
    server.answer(
      hostileAnswers.json([1], { headers: { 'last-modified': date } }),
      hostileAnswers.json([2]),
    );
    const request = { url: server.url('/api') };
    await client.request(request);
    const second = await client.request(request);
    expect([second.body, second.notModified]).toEqual([[2], false]);
    await client.request(request);
    expect(
      server.requests.map(({ headers }) => headers['if-modified-since']),
    ).toEqual([undefined, date, undefined]);
  });

  it('keeps one URL, one kind of answer and one method apart from another', async () => {
    server.answer(hostileAnswers.etag([1], '"one"'));
    await client.request({ url: server.url('/api') });
    await client.request({ url: server.url('/api?b=2') });
    await client.request({
      url: server.url('/api'),
      headers: { accept: 'application/vnd.github.raw+json' },
    });
    await client.request({ url: server.url('/api'), method: 'POST' });
    expect(
      server.requests.map(({ headers }) => headers['if-none-match']),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('keeps nothing where it is not to, or where the host says so', async () => {
    const plain = start(false);
    server.answer(hostileAnswers.etag([1], '"one"'));
    await plain.request({ url: server.url('/api') });
    await plain.request({ url: server.url('/api') });
    await plain.close();
    server.answer(
      hostileAnswers.json([1], {
        headers: { etag: '"one"', 'cache-control': 'private, no-store' },
      }),
    );
    await client.request({ url: server.url('/api') });
    await client.request({ url: server.url('/api') });
    expect(
      server.requests.map(({ headers }) => headers['if-none-match']),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('takes a 304 that nobody asked for as an error', async () => {
    server.answer(hostileAnswers.status(304));
    await expect(
      client.request({ url: server.url('/api') }),
    ).rejects.toMatchObject({ kind: 'status', status: 304 });
  });

  it('leaves conditions to a caller that sets its own', async () => {
    server.answer(hostileAnswers.etag([1], '"one"'));
    const own = createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      accept: [304],
    });
    await expect(
      own.request({
        url: server.url('/api'),
        headers: { 'If-None-Match': '"one"' },
      }),
    ).resolves.toMatchObject({ status: 304, body: null, notModified: true });
    await own.close();
  });
});
