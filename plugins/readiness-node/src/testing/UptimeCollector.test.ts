import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UptimeCollector } from './__fixtures__/UptimeCollector';
import {
  collectionTarget,
  describeCollector,
  hostileAnswers,
  HostileServer,
} from '../testUtils';

describe('UptimeCollector', () => {
  const component = (name: string) =>
    collectionTarget({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
    });
  const checks = [{ enabled: true }, { enabled: false }];
  const token = 'uptime-token';
  let server: HostileServer;

  beforeAll(async () => {
    server = await HostileServer.start();
    server.answerAt('/services/shop/checks', hostileAnswers.json(checks));
    server.answerAt('/services/cart/checks', hostileAnswers.json([]));
    server.answerAt('/services/torn/checks', hostileAnswers.json('nonsense'));
  });
  afterAll(() => server.close());

  const answering = (name: string, answer = hostileAnswers.status(500)) => ({
    name,
    apply: async () => {
      server.answerAt('/services/shop/checks', answer);
      return async () =>
        server.answerAt('/services/shop/checks', hostileAnswers.json(checks));
    },
  });

  describeCollector('uptime', {
    create: () =>
      new UptimeCollector({ url: server.url(''), token, timeoutMs: 1_000 }),
    targets: () => [component('shop'), component('cart'), component('other')],
    brokenTargets: () => [component('torn')],
    breakages: [
      answering('it answers 500'),
      answering('it hangs', hostileAnswers.hang()),
      answering('a login page answers', hostileAnswers.html()),
      answering('it asks for patience', hostileAnswers.tooManyRequests('900')),
    ],
    secrets: [token],
  });
});

describe('the page on writing a collector', () => {
  const root = resolve(__dirname, '../../../..');
  const packageName = '@team-readiness/backstage-plugin-readiness-node';

  async function code(path: string): Promise<string> {
    return (await readFile(resolve(__dirname, path), 'utf8'))
      .replace(/'\.\.\/\.\.\/index'/, `'${packageName}'`)
      .replace(/'\.\.\/testUtils'/, `'${packageName}/testUtils'`)
      .replace(/'\.\/__fixtures__\/UptimeCollector'/, `'./UptimeCollector'`);
  }

  it('shows what is tested here', async () => {
    const page = await readFile(
      resolve(root, 'docs/collectors/writing-a-collector.md'),
      'utf8',
    );
    const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(
      ([, block]) => block,
    );
    const imports = /^import \{[^}]*\} from '[^']*';\n/gm;
    const test = (await code('UptimeCollector.test.ts')).split(
      "\ndescribe('the page",
    )[0];
    expect(blocks).toContain(await code('__fixtures__/UptimeCollector.ts'));
    expect(blocks.map(block => block.replace(imports, '').trim())).toContain(
      test.replace(imports, '').trim(),
    );
  });
});
