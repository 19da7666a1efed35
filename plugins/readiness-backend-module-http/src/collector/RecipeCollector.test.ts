import { JsonObject, JsonValue } from '@backstage/types';
import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  HostileAnswer,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import {
  component,
  projectRecipe,
  projectsRecipe,
} from '../__testUtils__/recipes';
import { HttpConfig } from '../config';
import { RecipeCollector } from './RecipeCollector';

const { json, status } = hostileAnswers;
const token = 'projects-secret';
const now = new Date('2026-06-01T12:00:00Z');

jest.setTimeout(30_000);

let server: HostileServer;
const collectors: RecipeCollector[] = [];

beforeEach(async () => {
  server = await HostileServer.start();
});
afterEach(async () => {
  await Promise.all(collectors.splice(0).map(each => each.close()));
  await server.close();
});

function configOf(
  parts: Partial<HttpConfig['hosts'][number]> = {},
): HttpConfig {
  return {
    hosts: [
      {
        name: 'projects',
        base: server.url('/api'),
        allowPrivateAddresses: true,
        // Only where it hangs does anybody wait for that.
        timeoutMs: 10_000,
        ...parts,
      },
    ],
    values: new Map([
      ['projects-token', { value: token, hosts: ['projects'] }],
    ]),
  };
}

function create(document: CollectorDocument, config = configOf()) {
  const collector = new RecipeCollector(document, config);
  collectors.push(collector);
  return collector;
}

async function collect(
  collector: RecipeCollector,
  targets: CollectionTarget[],
  budget?: RequestBudget,
): Promise<Observation[]> {
  const { signal } = new AbortController();
  const run = await collector.open({ now, signal, budget });
  const observations = await run.collect(targets, { signal });
  return observations.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

function errorOf(observation: Observation): string {
  return observation.status === 'failed'
    ? observation.error.message
    : observation.status;
}

const answerFor = (name: string, ...answers: HostileAnswer[]) =>
  server.answerAt(`/api/projects/${name}`, ...answers);

describe('a recipe per entity', () => {
  it('observes each entity, with the secret in its header and nowhere else', async () => {
    answerFor('shop', json({ state: 'good' }));
    answerFor('cart', status(404));
    answerFor('torn', json({ stat: 'good' }));
    const collector = create(projectRecipe());
    const targets = ['shop', 'cart', 'torn'].map(name => component(name));
    const observations = await collect(collector, targets);
    expect(observations).toEqual([
      { entityRef: 'component:default/cart', status: 'absent' },
      {
        entityRef: 'component:default/shop',
        status: 'observed',
        data: { state: 'good' },
        revision: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      {
        entityRef: 'component:default/torn',
        status: 'failed',
        error: expect.objectContaining({
          message:
            'mapping.properties.state: No such key: state; what may be missing is read by .?name.orValue(…)',
        }),
      },
    ]);
    expect(
      new Set(server.requests.map(({ headers }) => headers.authorization)),
    ).toEqual(new Set([`Bearer ${token}`]));
    expect(JSON.stringify(observations)).not.toContain(token);
  });

  it('says that a fact is unchanged, also when it was started anew', async () => {
    answerFor('shop', json({ state: 'good' }));
    const [first] = await collect(create(projectRecipe()), [component('shop')]);
    const { revision } = first as { revision: string };
    const known = { ...component('shop'), revision };
    expect(await collect(create(projectRecipe()), [known])).toEqual([
      { entityRef: 'component:default/shop', status: 'unchanged' },
    ]);
    const other = { ...component('shop', { a: 'b' }), revision };
    expect(await collect(create(projectRecipe()), [other])).toMatchObject([
      { status: 'observed' },
    ]);
    answerFor('shop', json({ state: 'bad' }));
    expect(await collect(create(projectRecipe()), [known])).toMatchObject([
      { status: 'observed', data: { state: 'bad' } },
    ]);
  });

  it('asks conditionally, and takes the fact anew where the mapping reads the clock', async () => {
    answerFor('shop', hostileAnswers.etag({ state: 'good' }, '"1"'));
    const collector = create(
      projectRecipe({
        mapping: {
          properties: { state: 'response.state + string(now.getFullYear())' },
        },
      }),
    );
    const observed = { status: 'observed', data: { state: 'good2026' } };
    expect(await collect(collector, [component('shop')])).toMatchObject([
      observed,
    ]);
    const [again] = await collect(collector, [component('shop')]);
    expect(again).toMatchObject(observed);
    expect(again).not.toHaveProperty('revision');
    expect(server.requests[1].headers['if-none-match']).toBe('"1"');
  });

  it('differs by version where the document differs', () => {
    const { version } = create(projectRecipe());
    expect(create(projectRecipe()).version).toBe(version);
    expect(create(projectRecipe({ frequency: '7 hours' })).version).not.toBe(
      version,
    );
  });

  it('takes names for data, never for paths or hosts', async () => {
    server.answer(json({ state: 'good' }));
    const document = projectRecipe({
      request: {
        per: 'entity',
        host: { from: 'projects' },
        url: '/projects/{{ entity.metadata.annotations["p/name"] }}/state',
      },
    });
    const names = [
      '../../admin',
      '%2f%2e%2e',
      'a?b=c#d',
      '@evil.example',
      '\\\\evil',
      'a\r\nx: y',
      'käse',
      '..',
      '.',
    ];
    const targets = names.map((name, i) =>
      component(`c${i}`, { 'p/name': name }),
    );
    const observations = await collect(create(document), targets);
    expect(server.requests.map(({ path }) => path).sort()).toEqual(
      names
        .slice(0, 7)
        .map(name => `/api/projects/${encodeURIComponent(name)}/state`)
        .sort(),
    );
    expect(observations.slice(7).map(errorOf)).toEqual([
      expect.stringContaining('. and .. are no names'),
      expect.stringContaining('. and .. are no names'),
    ]);
  });

  it('leaves the source alone as long as it asks, and keeps what it has seen', async () => {
    answerFor('c0', json({ state: 'good' }));
    server.answer(hostileAnswers.tooManyRequests('600'));
    const document = projectRecipe();
    const targets = Array.from({ length: 20 }, (_, i) => component(`c${i}`));
    const before = Date.now();
    const observations = await collect(create(document), targets);
    expect(observations).toHaveLength(20);
    const [first, ...others] = observations;
    expect(first).toMatchObject({ status: 'observed' });
    for (const other of others) {
      expect(other).toMatchObject({ status: 'deferred' });
      const { until } = other as { until: Date };
      expect(until.getTime() - before).toBeGreaterThan(500_000);
    }
    expect(server.requests.length).toBeLessThan(10);
  });

  it('stops where the budget of the hour is used up', async () => {
    server.answer(json({ state: 'good' }));
    const until = new Date('2026-06-01T13:00:00Z');
    let left = 3;
    const budget: RequestBudget = {
      take: async () => {
        if (left === 0) {
          throw new RetryLaterError('The budget is used up.', until);
        }
        left -= 1;
      },
    };
    const targets = Array.from({ length: 10 }, (_, i) => component(`c${i}`));
    const observations = await collect(
      create(projectRecipe()),
      targets,
      budget,
    );
    const count = (wanted: string) =>
      observations.filter(each => each.status === wanted).length;
    expect([count('observed'), count('deferred')]).toEqual([3, 7]);
    expect(observations.at(-1)).toMatchObject({ until });
  });

  it('does not ask one entity after another', async () => {
    let most = 0;
    let underWay = 0;
    server.answer(async (response, request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(resolve => {
        setTimeout(resolve, 30);
      });
      underWay -= 1;
      json({ state: 'good' })(response, request);
    });
    const targets = Array.from({ length: 12 }, (_, i) => component(`c${i}`));
    await collect(create(projectRecipe()), targets);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('ends with the signal', async () => {
    server.answer(hostileAnswers.hang());
    const abort = new AbortController();
    const run = await create(projectRecipe()).open({
      now,
      signal: abort.signal,
    });
    const collecting = run.collect([component('shop')], {
      signal: abort.signal,
    });
    abort.abort();
    await expect(collecting).rejects.toThrow(/abort/i);
  });
});

describe('a source that is hostile', () => {
  const failures: Array<[string, () => HostileAnswer, RegExp]> = [
    ['hangs', hostileAnswers.hang, /did not answer within 1 s|left alone/],
    [
      'hangs after its headers',
      () => hostileAnswers.hangAfterHeaders(),
      /did not answer within 1 s|left alone/,
    ],
    ['answers 500', () => status(500), /answered 500/],
    [
      'denies permission',
      () => json({ message: 'Must have admin rights' }, { status: 403 }),
      /answered 403/,
    ],
    [
      'answers half',
      () => hostileAnswers.half({ state: 'good' }),
      /broke off|half|connection/,
    ],
    ['answers HTML', hostileAnswers.html, /HTML page/],
    [
      'redirects to a private address',
      () => hostileAnswers.redirect('http://10.0.0.1/projects/shop'),
      /10\.0\.0\.1|redirect/,
    ],
    [
      'redirects to where clouds keep credentials',
      () => hostileAnswers.redirect('http://169.254.169.254/latest'),
      /169\.254\.169\.254|redirect/,
    ],
    [
      'nests without end',
      () => hostileAnswers.deep(5_000),
      /nested|deep|JSON/i,
    ],
  ];

  it.each(failures)(
    '%s: the entity fails, and the others do not',
    async (_, answer, message) => {
      answerFor('torn', answer());
      answerFor('shop', json({ state: 'good' }));
      const config = configOf({ timeoutMs: 1_000 });
      const observations = await collect(create(projectRecipe(), config), [
        component('torn'),
        component('shop'),
      ]);
      expect(observations[0]).toMatchObject({ status: 'observed' });
      expect(errorOf(observations[1])).toMatch(message);
      expect(errorOf(observations[1])).not.toContain(token);
    },
  );

  it('never ends its body', async () => {
    answerFor('torn', hostileAnswers.endless());
    const config = configOf({ timeoutMs: 20_000 });
    const [observation] = await collect(create(projectRecipe(), config), [
      component('torn'),
    ]);
    expect(errorOf(observation)).toMatch(/more than is read/);
  });

  it('has a private address that nobody allowed', async () => {
    answerFor('shop', json({ state: 'good' }));
    const document = projectRecipe({
      request: {
        per: 'entity',
        host: { from: 'projects' },
        url: '/projects/{{ entity.metadata.name }}',
      },
    });
    const config = configOf({ allowPrivateAddresses: false });
    const [observation] = await collect(create(document, config), [
      component('shop'),
    ]);
    expect(errorOf(observation)).toMatch(/private|loopback|address/);
    expect(server.requests).toEqual([]);
  });
});

describe('a recipe for all', () => {
  const targets = ['cart', 'other', 'shop'].map(name => component(name));
  const row = (name: string, state = 'good') => ({ name, state });
  const link = (path: string) => ({
    headers: { link: `<${path}>; rel="next"` },
  });
  const answerPages = (second: HostileAnswer) => {
    server.answerAt(
      '/api/projects',
      json({ items: [row('shop')] }, link('/api/more?page=2')),
    );
    server.answerAt('/api/more', second);
  };

  it('reads all pages once, whatever the number of batches', async () => {
    answerPages(json({ items: [row('cart', 'bad')] }));
    const { signal } = new AbortController();
    const run = await create(projectsRecipe()).open({ now, signal });
    const observed = (
      await Promise.all(
        targets.map(target => run.collect([target], { signal })),
      )
    ).flat();
    expect(observed).toMatchObject([
      { status: 'observed', data: { state: 'bad' } },
      { status: 'absent' },
      { status: 'observed', data: { state: 'good' } },
    ]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/projects',
      '/api/more?page=2',
    ]);
  });

  it('waits with a list of more pages than a minute takes, rather than begin anew for ever', async () => {
    answerPages(json({ items: [row('cart', 'bad')] }));
    const stop = new AbortController();
    const document = projectsRecipe({ rateLimit: { requestsPerMinute: 1 } });
    const opened = create(document)
      .open({ now, signal: stop.signal })
      .then(
        () => 'opened',
        error => `failed: ${error}`,
      );
    const later = new Promise<string>(resolve =>
      setTimeout(() => resolve('waiting'), 1_000),
    );
    expect(await Promise.race([opened, later])).toBe('waiting');
    stop.abort(new Error('enough'));
    expect(await opened).toMatch(/^failed: .*enough/);
  });

  it('says that a row is unchanged', async () => {
    answerPages(json({ items: [row('cart', 'bad')] }));
    const first = await collect(create(projectsRecipe()), targets);
    const known = targets.map((target, i) => ({
      ...target,
      revision: (first[i] as { revision?: string }).revision,
    }));
    answerPages(json({ items: [row('cart', 'good')] }));
    expect(
      (await collect(create(projectsRecipe()), known)).map(each => each.status),
    ).toEqual(['observed', 'absent', 'unchanged']);
  });

  it.each<[string, () => HostileAnswer, RegExp]>([
    ['answers 500', () => status(500), /answered 500/],
    ['hangs', hostileAnswers.hang, /did not answer|left alone/],
    [
      'is cut',
      () => hostileAnswers.half({ items: [row('cart')] }),
      /broke off|half|connection/,
    ],
    ['is HTML', hostileAnswers.html, /HTML page/],
    ['is not there', () => status(404), /answered 404/],
    [
      'is of another form',
      () => json({ values: [] }),
      /pagination\.items: No such key: items/,
    ],
    [
      'has a row without a name',
      () => json({ items: [{ state: 'good' }] }),
      /mapping\.entityRef: No such key: name/,
    ],
    [
      'is the first one again',
      () => json({ items: [row('cart')] }, link('/api/projects')),
      /go round/,
    ],
    [
      'leads to another host',
      () =>
        json({ items: [row('cart')] }, link('https://evil.example/api/more')),
      /another host/,
    ],
    [
      'leads out of the path of the host',
      () => json({ items: [row('cart')] }, link('/admin')),
      /not below the URL of the host/,
    ],
  ])('does not open where the second page %s', async (_, answer, message) => {
    answerPages(answer());
    const { signal } = new AbortController();
    const config = configOf({ timeoutMs: 1_000 });
    await expect(
      create(projectsRecipe(), config).open({ now, signal }),
    ).rejects.toThrow(message);
  });

  it('passes on that the source wants to be left alone', async () => {
    answerPages(hostileAnswers.tooManyRequests('600'));
    const { signal } = new AbortController();
    await expect(
      create(projectsRecipe()).open({ now, signal }),
    ).rejects.toThrow(RetryLaterError);
  });

  it('tells that there is suddenly nothing, for the host to judge', async () => {
    server.answerAt('/api/projects', json({ items: [] }));
    expect(
      (await collect(create(projectsRecipe()), targets)).map(
        each => each.status,
      ),
    ).toEqual(['absent', 'absent', 'absent']);
  });
});

describe('the configuration', () => {
  const request = (parts: JsonObject): JsonValue => ({
    per: 'entity',
    url: 'https://projects.example.com/{{ entity.metadata.name }}',
    ...parts,
  });
  const config: HttpConfig = {
    hosts: [
      {
        name: 'projects',
        base: 'https://projects.example.com',
        allowPrivateAddresses: false,
      },
      {
        name: 'below',
        base: 'https://below.example.com/api',
        allowPrivateAddresses: false,
      },
      {
        name: 'plain',
        base: 'http://plain.example.com',
        allowPrivateAddresses: false,
      },
      {
        name: 'inside',
        base: 'http://inside.example.com:8080',
        allowPrivateAddresses: true,
      },
    ],
    values: new Map([
      [
        'projects-token',
        {
          value: token,
          hosts: ['projects', 'plain.example.com', 'inside.example.com:8080'],
        },
      ],
    ]),
  };
  const headers = { Authorization: { from: 'projects-token' } };

  it.each<[string, JsonObject, RegExp]>([
    [
      'a host that is not listed',
      { url: 'https://evil.example.com/' },
      /readiness\.http\.hosts does not list https:\/\/evil\.example\.com/,
    ],
    [
      'another port',
      { url: 'https://projects.example.com:8443/' },
      /does not list https:\/\/projects\.example\.com:8443/,
    ],
    [
      'another scheme',
      { url: 'http://projects.example.com/' },
      /does not list http:\/\/projects\.example\.com/,
    ],
    [
      'a name that is not there',
      { url: '/x', host: { from: 'other' } },
      /There is no host 'other' in readiness\.http\.hosts/,
    ],
    [
      'a host that is listed with a path',
      { url: 'https://below.example.com/admin' },
      /with a path/,
    ],
    [
      'a value that is not configured',
      { headers: { Authorization: { from: 'other' } } },
      /readiness\.http\.values\.other, which is not configured/,
    ],
    [
      'a value of another host',
      { url: '/x', host: { from: 'below' }, headers },
      /may not be sent to below\.example\.com: readiness\.http\.values\.projects-token\.hosts does not list it/,
    ],
    [
      'a secret without encryption',
      { url: '/x', host: { from: 'plain' }, headers },
      /unencrypted/,
    ],
  ])('refuses %s', (_, parts, message) => {
    const document = projectRecipe({ request: request(parts) });
    expect(() => new RecipeCollector(document, config)).toThrow(message);
    expect(() => new RecipeCollector(document, config)).not.toThrow(token);
  });

  it.each<[string, JsonObject]>([
    ['a host that is listed', { headers }],
    ['a host that is named', { url: '/x', host: { from: 'below' } }],
    [
      'a secret within the own network',
      { url: '/x', host: { from: 'inside' }, headers },
    ],
  ])('takes %s', async (_, parts) => {
    const document = projectRecipe({ request: request(parts) });
    expect(create(document, config).id).toBe('project');
  });

  it('composes headers', async () => {
    server.answer(json({ state: 'good' }));
    const document = projectRecipe({
      request: {
        per: 'entity',
        host: { from: 'projects' },
        url: '/x',
        headers: {
          Authorization: {
            from: 'projects-token',
            prefix: 'Basic ',
            base64: true,
          },
          Accept: { value: 'application/vnd.example+json' },
        },
      },
    });
    await collect(create(document), [component('shop')]);
    expect(server.requests[0].headers).toMatchObject({
      authorization: `Basic ${Buffer.from(token).toString('base64')}`,
      accept: 'application/vnd.example+json',
    });
  });
});
