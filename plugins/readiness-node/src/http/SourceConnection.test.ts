import dns from 'node:dns';
import { Agent } from 'undici';
import { hostileAnswers, HostileServer } from '../testing';
import { createSourceClient } from './createSourceClient';
import { SourceClient, SourceClientOptions } from './SourceClient';

type Resolve = (hostname: string) => dns.LookupAddress[];

describe('SourceConnection', () => {
  const servers: HostileServer[] = [];
  const clients: SourceClient[] = [];

  async function start(): Promise<HostileServer> {
    const server = await HostileServer.start();
    servers.push(server);
    return server;
  }

  function clientOf(
    options: Partial<SourceClientOptions> & { hosts: string[] },
  ): SourceClient {
    const client = createSourceClient({
      name: 'Test source',
      allowPrivateAddresses: true,
      attempts: 1,
      ...options,
    });
    clients.push(client);
    return client;
  }

  /** Names resolve to what the test says; addresses are connected to in truth. */
  function resolveBy(resolve: Resolve): void {
    const lookup = (
      hostname: string,
      _options: dns.LookupOptions,
      callback: (error: null, addresses: dns.LookupAddress[]) => void,
    ) => callback(null, resolve(hostname));
    jest
      .spyOn(dns, 'lookup')
      .mockImplementation(lookup as unknown as typeof dns.lookup);
  }

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(clients.splice(0).map(client => client.close()));
    await Promise.all(servers.splice(0).map(server => server.close()));
  });

  describe('addresses', () => {
    it.each([
      'http://127.0.0.1:PORT/',
      'http://2130706433:PORT/',
      'http://0177.1:PORT/',
      'http://[::ffff:127.0.0.1]:PORT/',
      'http://localhost:PORT/',
    ])('refuses private %s before anything is sent', async url => {
      const server = await start();
      server.answer(hostileAnswers.json([]));
      const asked = url.replace('PORT', String(server.port));
      const client = clientOf({
        hosts: [new URL(asked).host],
        allowPrivateAddresses: false,
      });
      await expect(client.request({ url: asked })).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('a private address'),
      });
      expect(server.connections).toBe(0);
    });

    it('refuses a name of which any address is refused', async () => {
      const server = await start();
      resolveBy(() => [
        { address: '127.0.0.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ]);
      const host = `metadata.example:${server.port}`;
      const client = clientOf({ hosts: [host] });
      await expect(
        client.request({ url: `http://${host}/` }),
      ).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('link-local'),
      });
      expect(server.connections).toBe(0);
    });

    it('connects to the address that it looked at, and looks again for each connection', async () => {
      const server = await start();
      server.answer(
        hostileAnswers.json([1], { headers: { connection: 'close' } }),
      );
      let lookups = 0;
      resolveBy(() => {
        lookups += 1;
        return [
          lookups === 1
            ? { address: '127.0.0.1', family: 4 }
            : { address: '169.254.169.254', family: 4 },
        ];
      });
      const url = `http://rebinding.example:${server.port}/`;
      const client = clientOf({ hosts: [new URL(url).host] });
      expect((await client.request({ url })).body).toEqual([1]);
      await expect(client.request({ url })).rejects.toMatchObject({
        kind: 'refused',
      });
      expect([lookups, server.connections]).toEqual([2, 1]);
    });

    it('tells that a name is not known', async () => {
      const client = clientOf({ hosts: ['nowhere.invalid'] });
      await expect(
        client.request({ url: 'https://nowhere.invalid/x' }),
      ).rejects.toMatchObject({
        kind: 'connection',
        message: expect.stringMatching(/cannot be reached \([A-Z_]+\)\.$/),
      });
    });
  });

  describe('redirects', () => {
    it.each([
      [301, 'POST', ['POST', 'GET'], ['{}', '']],
      [302, 'POST', ['POST', 'GET'], ['{}', '']],
      [303, 'POST', ['POST', 'GET'], ['{}', '']],
      [307, 'POST', ['POST', 'POST'], ['{}', '{}']],
      [308, 'POST', ['POST', 'POST'], ['{}', '{}']],
      [302, 'GET', ['GET', 'GET'], ['', '']],
    ])('follows %d of a %s as %j', async (status, method, methods, bodies) => {
      const server = await start();
      server.answerAt('/from', hostileAnswers.redirect('to?x=1', status));
      server.answerAt('/to', hostileAnswers.json([7]));
      const client = clientOf({ hosts: [server.host] });
      const { body } = await client.request({
        url: server.url('/from'),
        method: method as 'GET' | 'POST',
        body: method === 'POST' ? {} : undefined,
      });
      expect(body).toEqual([7]);
      expect(server.requests.map(each => each.method)).toEqual(methods);
      expect(server.requests.map(each => each.body)).toEqual(bodies);
      expect(server.requests[1].path).toBe('/to?x=1');
    });

    it('follows three and no more', async () => {
      const server = await start();
      server.answerAt('/1', hostileAnswers.redirect('/2'));
      server.answerAt('/2', hostileAnswers.redirect('/3'));
      server.answerAt('/3', hostileAnswers.redirect('/4'));
      server.answerAt('/4', hostileAnswers.json('end'));
      server.answerAt('/0', hostileAnswers.redirect('/1'));
      const client = clientOf({ hosts: [server.host] });
      expect((await client.request({ url: server.url('/1') })).body).toBe(
        'end',
      );
      await expect(
        client.request({ url: server.url('/0') }),
      ).rejects.toMatchObject({ kind: 'status', status: 302 });
    });

    it('shows secrets to the same origin only', async () => {
      const [server, other] = [await start(), await start()];
      server.answerAt('/here', hostileAnswers.redirect('/again'));
      server.answerAt('/again', hostileAnswers.redirect(other.url('/there')));
      other.answer(hostileAnswers.redirect(server.url('/back')));
      server.answerAt('/back', hostileAnswers.json([]));
      const client = clientOf({
        hosts: [server.host, other.host],
        secretHeaders: { 'X-Api-Key': 'a-secret' },
      });
      await client.request({
        url: server.url('/here'),
        headers: { Cookie: 'session=1', 'x-tenant': 'shop' },
      });
      expect(
        [...server.requests, ...other.requests].map(({ path, headers }) => [
          path,
          headers['x-api-key'],
          headers.cookie,
          headers['x-tenant'],
        ]),
      ).toEqual([
        ['/here', 'a-secret', 'session=1', 'shop'],
        ['/again', 'a-secret', 'session=1', 'shop'],
        ['/back', 'a-secret', 'session=1', 'shop'],
        ['/there', undefined, undefined, 'shop'],
      ]);
    });

    it('goes to no other host, and to no address that is refused', async () => {
      const [server, other] = [await start(), await start()];
      server.answer(hostileAnswers.redirect(other.url('/')));
      const client = clientOf({ hosts: [server.host] });
      await expect(
        client.request({ url: server.url('/') }),
      ).rejects.toMatchObject({ kind: 'refused' });
      expect(other.connections).toBe(0);

      resolveBy(name => [
        name === 'public.example'
          ? { address: '127.0.0.1', family: 4 }
          : { address: 'fe80::1', family: 6 },
      ]);
      server.answer(
        hostileAnswers.redirect(`http://inside.example:${server.port}/`),
      );
      const hosts = ['public.example', 'inside.example'].map(
        name => `${name}:${server.port}`,
      );
      await expect(
        clientOf({ hosts }).request({ url: `http://${hosts[0]}/` }),
      ).rejects.toMatchObject({ kind: 'refused' });
    });

    it('never goes from https to http', async () => {
      const asked = jest
        .spyOn(Agent.prototype, 'request')
        .mockImplementation(async () => {
          const body = { dump: async () => {} };
          const headers = { location: 'http://api.example.com/plain' };
          return { statusCode: 302, headers, body } as never;
        });
      await expect(
        clientOf({ hosts: ['api.example.com'] }).request({
          url: 'https://api.example.com/',
        }),
      ).rejects.toMatchObject({
        kind: 'refused',
        message: 'Test source: api.example.com/ redirects from https to http.',
      });
      expect(asked).toHaveBeenCalledTimes(1);
    });

    it('counts each request of a redirect', async () => {
      const [server, other] = [await start(), await start()];
      server.answer(hostileAnswers.redirect(other.url('/')));
      other.answer(hostileAnswers.json([]));
      const taken: string[] = [];
      const client = clientOf({ hosts: [server.host, other.host] });
      await client.request({
        url: server.url('/'),
        budget: {
          take: async host => {
            taken.push(host);
          },
        },
      });
      expect(taken).toEqual([server.host, other.host]);
    });
  });
});
