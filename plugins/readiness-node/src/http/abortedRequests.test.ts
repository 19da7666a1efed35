/** What requests that are given up leave behind: nothing. */
import { getEventListeners } from 'node:events';
import { hostileAnswers, HostileServer } from '../testing';
import { createSourceClient } from './createSourceClient';

const count = (resource: string) =>
  process.getActiveResourcesInfo().filter(name => name === resource).length;
const settle = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
/** Waits, however busy the machine is, until something is so. */
const until = async (isSo: () => boolean) => {
  while (!isSo()) {
    await new Promise(resolve => setImmediate(resolve));
  }
};

describe('500 requests that are given up', () => {
  it('leave no timer, no listener, and no connection of the client', async () => {
    const server = await HostileServer.start();
    server.answerAt('/hang', hostileAnswers.hang());
    server.answerAt('/endless', hostileAnswers.endless());
    server.answerAt('/later', hostileAnswers.tooManyRequests('5'));
    server.answerAt('/fine', hostileAnswers.json([]));
    const secret = 't0p-secret-token';
    const client = createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      concurrency: 8,
      secretHeaders: { authorization: `Bearer ${secret}` },
    });
    await client.request({ url: server.url('/fine') });
    await settle(50);
    const before = {
      timers: count('Timeout'),
      sockets: count('TCPSocketWrap'),
    };

    const shared = new AbortController();
    const failures = await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        const own = new AbortController();
        const path = ['/hang', '/endless', '/hang', '/later'][index % 4];
        const signal = index % 2 ? shared.signal : own.signal;
        setTimeout(() => own.abort(new Error('Given up')), index % 97);
        return client.request({ url: server.url(path), signal }).then(
          () => 'answered',
          error => String(error.message),
        );
      }).concat(
        (async () => {
          await settle(300);
          shared.abort(new Error('Given up'));
          return 'Given up';
        })(),
      ),
    );
    expect(failures).not.toContain('answered');
    await until(() => !getEventListeners(shared.signal, 'abort').length);
    await until(() => count('Timeout') <= before.timers);
    await client.close();
    // Both ends of the loopback are of this process.
    await until(() => count('TCPSocketWrap') < before.sockets);
    await server.close();
  });

  it('do not stand in the way of those that come after', async () => {
    const server = await HostileServer.start();
    server.answerAt('/hang', hostileAnswers.hang());
    server.answerAt('/fine', hostileAnswers.json([1]));
    const client = createSourceClient({
      name: 'Test source',
      hosts: [server.host],
      allowPrivateAddresses: true,
      concurrency: 2,
      attempts: 1,
    });
    await Promise.all(
      Array.from({ length: 50 }, () =>
        client
          .request({
            url: server.url('/hang'),
            signal: AbortSignal.timeout(20),
          })
          .catch(() => {}),
      ),
    );
    const begun = performance.now();
    expect((await client.request({ url: server.url('/fine') })).body).toEqual([
      1,
    ]);
    expect(performance.now() - begun).toBeLessThan(2_000);
    await client.close();
    await server.close();
  });
});
