import { createMockDirectory } from '@backstage/backend-test-utils';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runCommand, smallScorecard } from '../../__testUtils__/runCommand';

const fixtures = join(__dirname, '..', '..', '__fixtures__');

const directory = createMockDirectory({
  content: { 'small.yaml': smallScorecard },
});

type Result = EntityReadiness['scorecards'][number]['results'][number];

/** What the portal says of a check, as far as it is read. */
function result(checkId: string, outcome: Result['outcome']) {
  return {
    checkId,
    title: `Title of ${checkId}`,
    outcome,
    reason: 'condition',
    message: `The portal says ${outcome}.`,
  } satisfies Partial<Result>;
}

const answer = {
  ref: 'component:default/orders',
  state: 'evaluated',
  scorecards: [
    {
      scorecard: { id: 'small', title: 'Small' },
      level: 1,
      onTarget: false,
      results: [
        result('readme', 'fail'),
        result('owned', 'pass'),
        result('spend', 'fail'),
      ],
    },
  ],
};

describe('readiness evaluate --portal', () => {
  let server: Server;
  let portal: string;
  let asked: IncomingMessage[];
  let respond: () => { status: number; body: unknown; location?: string };

  beforeEach(async () => {
    asked = [];
    respond = () => ({ status: 200, body: answer });
    server = createServer((request, response) => {
      asked.push(request);
      const { status, body, location } = respond();
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(location ? { location } : {}),
      });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(
    () =>
      new Promise(resolve => {
        server.close(resolve);
      }),
  );

  const evaluate = (...args: string[]) =>
    runCommand(
      fixtures,
      [
        'evaluate',
        'orders',
        '--scorecards',
        directory.resolve('small.yaml'),
        '--portal',
        portal,
        ...args,
      ],
      { READINESS_TOKEN: 'a-token' },
    );

  it('shows the change, and takes from the portal what files do not tell', async () => {
    const { code, out } = await evaluate('--format', 'json');
    expect(code).toBe(0);
    expect(
      asked.map(({ url, headers }) => [url, headers.authorization]),
    ).toEqual([
      ['/api/readiness/v1/entities/component/default/orders', 'Bearer a-token'],
    ]);
    const report = JSON.parse(out);
    const results = new Map<
      string,
      { outcome: string; from: string; message: string }
    >(
      report.entities[0].scorecards[0].results.map(
        (each: { check: string }) => [each.check, each],
      ),
    );
    expect(results.get('spend')).toMatchObject({
      outcome: 'fail',
      from: 'portal',
      message: 'The portal says fail.',
    });
    // Files tell of these, so that they count and not what the portal remembers.
    expect(results.get('readme')).toMatchObject({
      outcome: 'pass',
      from: 'files',
    });
    const [compared] = report.comparison.scorecards;
    expect(compared).toMatchObject({
      direction: 'mixed',
      levelBefore: 1,
      levelAfter: 1,
    });
    const changes = compared.changes.map(
      ({ check, before, after }: Record<string, string>) => [
        check,
        before,
        after,
      ],
    );
    expect(changes).toEqual(
      expect.arrayContaining([
        ['readme', 'fail', 'pass'],
        ['owned', 'pass', 'unknown'],
      ]),
    );
    expect(changes.map(([check]: string[]) => check)).not.toContain('spend');
  });

  it('shows an entity that the portal does not know as new', async () => {
    respond = () => ({
      status: 404,
      body: { error: { name: 'NotFoundError' } },
    });
    const { code, out } = await evaluate();
    expect(code).toBe(0);
    expect(out).toMatch(/component:default\/orders {2}Small {2}new/);
  });

  it.each([
    [401, /answered 401 .*READINESS_TOKEN/],
    [500, /answered 500/],
  ])(
    'ends with code 2 where the portal answers %d',
    async (status, message) => {
      respond = () => ({ status, body: { error: { message: 'no' } } });
      const { code, err } = await evaluate();
      expect(code).toBe(2);
      expect(err).toMatch(message);
      expect(err).not.toContain('a-token');
    },
  );

  it('takes the token nowhere else', async () => {
    respond = () => ({
      status: 302,
      body: {},
      location: `${portal}/elsewhere`,
    });
    const { code, err } = await evaluate();
    expect(code).toBe(2);
    expect(err).toContain('cannot be reached');
    expect(asked).toHaveLength(1);
  });
});
