import { hostileAnswers } from './hostileAnswers';
import { HostileServer } from './HostileServer';

describe('HostileServer', () => {
  let server: HostileServer;

  beforeEach(async () => {
    server = await HostileServer.start();
  });

  afterEach(() => server.close());

  it('answers in turn, by path, and 404 otherwise', async () => {
    server.answerAt('/a', hostileAnswers.status(500), hostileAnswers.json([1]));
    const statuses = [];
    for (const path of ['/a?x=1', '/a', '/a', '/b']) {
      statuses.push((await fetch(server.url(path))).status);
    }
    expect(statuses).toEqual([500, 200, 200, 404]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/a?x=1',
      '/a',
      '/a',
      '/b',
    ]);
  });

  it('can be closed while it hangs, and twice', async () => {
    server.answer(hostileAnswers.hang());
    const asked = fetch(server.url('/'));
    asked.catch(() => {});
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    await server.close();
    await server.close();
    await expect(asked).rejects.toThrow('fetch failed');
  });

  it('writes no end where it is told to', async () => {
    server.answer(hostileAnswers.endless());
    const response = await fetch(server.url('/'));
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > 5_000_000) {
        break;
      }
    }
    expect(bytes).toBeGreaterThan(5_000_000);
  });
});
