import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  FactPushItem,
  unitCostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { runCommand } from '../../__testUtils__/runCommand';

const ref = 'component:default/checkout';
const data = unitCostFact.example;
const item = (more: object = {}) => ({
  collector: 'unit-cost',
  entityRef: ref,
  data,
  ...more,
});

const ownFact = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: broken
`;

describe('readiness push', () => {
  const directory = createMockDirectory();
  let server: Server;
  let portal: string;
  let pushed: Array<{ items: FactPushItem[]; authorization?: string }>;
  /** Statuses of the next answers; then 200. */
  let statuses: number[];
  /** It answers no item. */
  let forgets: boolean;

  beforeEach(async () => {
    pushed = [];
    statuses = [];
    forgets = false;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        const { items } = JSON.parse(body) as { items: FactPushItem[] };
        const status = statuses.shift() ?? 200;
        response.writeHead(status, { 'content-type': 'application/json' });
        if (status !== 200) {
          response.end(
            JSON.stringify({
              error: { name: 'NotAllowedError', message: 'No grant' },
              response: { statusCode: status },
            }),
          );
          return;
        }
        pushed.push({ items, authorization: request.headers.authorization });
        const answers = (forgets ? [] : items).map(
          ({ collector, entityRef }) => {
            const refused = entityRef.endsWith('/unknown');
            return {
              collector,
              entityRef,
              status: refused ? 'refused' : 'stored',
              message: refused ? 'There is no such entity.' : null,
            };
          },
        );
        response.end(JSON.stringify({ items: answers, counts: {} }));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  const push = (file: string, content: string, args: string[] = []) => {
    directory.setContent({ [file]: content });
    return runCommand(
      directory.path,
      ['push', file, '--portal', portal, ...args],
      { READINESS_TOKEN: 'secret-of-ci' },
    );
  };

  it.each([
    ['what the API takes', 'a.json', JSON.stringify({ items: [item()] })],
    ['a list', 'a.json', JSON.stringify([item()])],
    ['one item', 'a.json', JSON.stringify(item())],
    ['lines', 'a.ndjson', `${JSON.stringify(item())}\n\n`],
    ['YAML', 'a.yaml', `- ${JSON.stringify(item())}`],
  ])('pushes %s', async (_, file, content) => {
    const { code, out, err } = await push(file, content);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('ITEMS  STATUS\n    1  stored\n');
    expect(pushed).toEqual([
      { items: [item()], authorization: 'Bearer secret-of-ci' },
    ]);
  });

  it('takes the data alone, with its fact and entity named', async () => {
    const { code } = await push('a.json', JSON.stringify(data), [
      '--fact',
      'unit-cost',
      '--entity',
      'Component:default/Checkout',
    ]);
    expect(code).toBe(0);
    expect(pushed[0].items).toEqual([item()]);
  });

  it('parts what is more than a request takes, and goes on after a failure that passes', async () => {
    statuses = [503];
    const items = Array.from({ length: 1_100 }, (_, i) =>
      item({ entityRef: `component:default/c${i}` }),
    );
    const lines = items.map(each => JSON.stringify(each)).join('\n');
    const { code, out } = await push('a.ndjson', lines, ['--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).items).toHaveLength(1_100);
    expect(pushed.map(({ items: { length } }) => length)).toEqual([
      500, 500, 100,
    ]);
    expect(pushed.flatMap(({ items: sent }) => sent)).toEqual(items);
  });

  it('parts by the bytes that are sent, not by letters', async () => {
    const items = Array.from({ length: 400 }, (_, i) =>
      item({
        data: JSON.parse(
          JSON.stringify(data).replace('order', '€'.repeat(5_000)),
        ),
        entityRef: `component:default/c${i}`,
      }),
    );
    const lines = items.map(each => JSON.stringify(each)).join('\n');
    const { code } = await push('a.ndjson', lines);
    expect(code).toBe(0);
    expect(pushed).toHaveLength(2);
    pushed.forEach(sent => {
      const text = JSON.stringify({ items: sent.items });
      expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
    });
  });

  it('ends where a portal answers other items than it was sent', async () => {
    forgets = true;
    const { code, err } = await push(
      'a.json',
      JSON.stringify([item(), item()]),
    );
    expect([code, err]).toEqual([
      2,
      'error The portal did not answer each item; 0 items before were answered\n',
    ]);
    expect(pushed).toHaveLength(1);
  });

  it('fails where items are refused, and says which', async () => {
    const { code, out, err } = await push(
      'a.json',
      JSON.stringify([
        item(),
        item({ entityRef: 'component:default/unknown' }),
      ]),
    );
    expect(code).toBe(1);
    expect(out).toContain('1  refused');
    expect(err).toBe(
      'refused unit-cost of component:default/unknown: There is no such entity.\n',
    );
  });

  it('checks all items before it pushes one', async () => {
    const { code, err } = await push(
      'a.json',
      JSON.stringify([
        item(),
        item({ data: { units: [{ unit: 1 }] } }),
        item({ data: undefined }),
        item({ collector: 'unit-costs' }),
        item({ entityRef: 'checkout' }),
        item({ observedAt: 'yesterday' }),
        item({ entity: 'x' }),
        7,
      ]),
    );
    expect(code).toBe(1);
    expect(pushed).toEqual([]);
    expect(err.split('\n')).toEqual([
      'error a.json, item 2: facts.unit-cost.units[0].unit: expected string, received number',
      'error a.json, item 3: data is missing; null removes what was pushed before',
      'error a.json, item 4: there is no fact "unit-costs"; "readiness facts" lists those that there are, --collectors adds your own',
      'error a.json, item 5: names no entity: entityRef takes a whole ref, such as component:default/checkout',
      'error a.json, item 6: observedAt is no ISO time with its zone',
      'error a.json, item 7: has no "entity": an item holds collector, entityRef, data, and if wanted observedAt',
      'error a.json, item 8: is no object',
      'Nothing was pushed: 7 items of 8 cannot be.',
      '',
    ]);
  });

  it('pushes nothing in a dry run', async () => {
    directory.setContent({ 'a.json': JSON.stringify([item(), item()]) });
    const { code, err } = await runCommand(directory.path, [
      'push',
      'a.json',
      '--dry-run',
    ]);
    expect([code, err]).toEqual([0, '2 items could be pushed.\n']);
  });

  it.each([
    ['[]', /a\.json holds nothing to push/],
    ['{"items": [', /a\.json:1:\d+: /],
  ])('refuses %j', async (content, message) => {
    const { code, err } = await push('a.json', content);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(pushed).toEqual([]);
  });

  it('refuses what cannot be read, without paths of the machine', async () => {
    const { code, err } = await runCommand(directory.path, [
      'push',
      'nothing.json',
      '--portal',
      portal,
    ]);
    expect([code, err]).toEqual([
      2,
      'error nothing.json cannot be read (ENOENT)\n',
    ]);
    const broken = await push('own.yaml', ownFact, [
      '--collectors',
      'own.yaml',
    ]);
    expect(broken.code).toBe(2);
    const nowhere = await runCommand(directory.path, ['push', 'own.yaml']);
    expect(nowhere.err).toBe('error push needs --portal, or --dry-run\n');
  });

  it('says why a portal refuses, and never shows the token', async () => {
    statuses = [403];
    const { code, err } = await push('a.json', JSON.stringify(item()));
    expect(code).toBe(2);
    expect(err).toBe(
      'error The portal answered 403: No grant; 0 items before were answered\n',
    );
    await new Promise(resolve => server.close(resolve));
    const gone = await push('a.json', JSON.stringify(item()));
    expect(gone.code).toBe(2);
    expect(gone.err).toMatch(/cannot be reached/);
    expect(gone.err + err).not.toContain('secret-of-ci');
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
});
