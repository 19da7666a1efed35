import { createSourceClient } from '@team-readiness/backstage-plugin-readiness-node';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { OpaRegoEvaluator } from './OpaRegoEvaluator';

const signal = new AbortController().signal;
const inputs = [{ spec: { owner: 'x' } }, { spec: {} }];

type Answer = (
  request: { url?: string; body: { input: { spec: { owner?: string } } } },
  response: ServerResponse,
) => void;

const readBody = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** Asks a server that answers so. */
async function ask(
  answer: Answer,
  run: (evaluator: OpaRegoEvaluator) => Promise<unknown>,
  { allowPrivateAddresses = true, timeoutMs = 10_000 } = {},
) {
  const requests: string[] = [];
  let underWay = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    requests.push(
      `${request.method} ${request.url} ${request.headers.authorization}`,
    );
    underWay += 1;
    most = Math.max(most, underWay);
    response.on('close', () => {
      underWay -= 1;
    });
    const body = await readBody(request);
    setTimeout(() => answer({ url: request.url, body }, response), 5);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createSourceClient({
    name: 'OPA',
    hosts: [host],
    allowPrivateAddresses,
    secretHeaders: { Authorization: 'Bearer geheim' },
    timeoutMs,
    maxBytes: 10_000,
    attempts: 1,
    concurrency: 4,
    conditional: false,
  });
  const evaluator = new OpaRegoEvaluator({
    client,
    url: `http://${host}/`,
    entrypoint: 'readiness/deny',
  });
  try {
    return { result: await run(evaluator), requests, most };
  } finally {
    await evaluator.close();
    server.closeAllConnections();
    server.close();
  }
}

const evaluate = (evaluator: OpaRegoEvaluator) =>
  evaluator.evaluate(inputs, { signal });

describe('OpaRegoEvaluator', () => {
  it('asks for the rule with each input, and leaves the rest of the answer out', async () => {
    const { result, requests } = await ask(
      ({ body }, response) =>
        json(response, 200, {
          decision_id: '4ca636c1',
          result: body.input.spec.owner ? [] : ['There is no owner.'],
        }),
      evaluate,
    );
    expect(result).toEqual([{ value: [] }, { value: ['There is no owner.'] }]);
    expect(requests).toEqual([
      'POST /v1/data/readiness/deny Bearer geheim',
      'POST /v1/data/readiness/deny Bearer geheim',
    ]);
  });

  it('asks about a few inputs at once', async () => {
    const { result, most } = await ask(
      (_, response) => json(response, 200, { result: [] }),
      evaluator => evaluator.evaluate(Array(40).fill(inputs[0]), { signal }),
    );
    expect(result).toHaveLength(40);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it.each<[string, Answer, RegExp]>([
    [
      'a rule that is not defined',
      (_, response) => json(response, 200, { decision_id: 'x' }),
      /not defined/,
    ],
    [
      'an input that is refused',
      (_, response) => json(response, 400, { code: 'invalid_parameter' }),
      /status 400/,
    ],
    [
      'a rule that is not there',
      (_, response) => json(response, 404, {}),
      /404/,
    ],
  ])('does not know %s', async (_, answer, reason) => {
    const { result } = await ask(answer, evaluate);
    expect(result).toEqual([
      { reason: expect.stringMatching(reason) },
      { reason: expect.stringMatching(reason) },
    ]);
  });

  it.each<[string, Answer]>([
    ['hangs', () => {}],
    ['answers 500', (_, response) => json(response, 500, { result: [] })],
    ['answers 401', (_, response) => json(response, 401, { result: [] })],
    [
      'answers HTML',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>Welcome</html>');
      },
    ],
    [
      'answers half a page',
      (_, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': '100',
        });
        response.write('{"result": []');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'never ends to answer',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"result": ["');
        const timer = setInterval(() => response.write('x'.repeat(5_000)), 5);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'leads elsewhere',
      (_, response) => {
        response.writeHead(307, { location: 'http://169.254.169.254/' });
        response.end();
      },
    ],
    ['answers with a list', (_, response) => json(response, 200, [])],
  ])('throws and tells no secret where OPA %s', async (_, answer) => {
    const error = await ask(answer, evaluate, { timeoutMs: 500 }).then(
      () => undefined,
      reason => reason as Error,
    );
    expect(error).toBeInstanceOf(Error);
    expect(`${error?.message} ${error?.stack}`).not.toContain('geheim');
  });

  it('leaves OPA alone as long as it asks to be', async () => {
    const asked = ask((_, response) => {
      response.setHeader('retry-after', '3600');
      json(response, 429, {});
    }, evaluate);
    await expect(asked).rejects.toMatchObject({
      name: 'RetryLaterError',
      retryAt: expect.any(Date),
    });
  });

  it('asks no private address unless that is allowed', async () => {
    const asked = ask(
      (_, response) => json(response, 200, { result: [] }),
      evaluate,
      { allowPrivateAddresses: false },
    );
    await expect(asked).rejects.toThrow(/address/);
  });
});
