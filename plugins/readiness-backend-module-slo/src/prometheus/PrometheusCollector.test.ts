import { mockServices } from '@backstage/backend-test-utils';
import {
  prometheusFact,
  PrometheusFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
  HostileAnswer,
  hostileAnswers,
  HostileServer,
  MemoryEntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { parse, stringify } from 'yaml';
import { prometheusAnswer } from '../__testUtils__/FakePrometheus';
import { KnownSlos, SloCollector } from '../collector';
import { PrometheusCollector } from './PrometheusCollector';
import { PrometheusServer } from './readPrometheusConfig';

const schedule = { frequency: { hours: 6 }, timeToLive: { days: 2 } };
const now = new Date('2026-06-15T12:00:00Z');
const signal = new AbortController().signal;
const secret = 'Bearer of-all-secrets';

const raw = (query: string, metricSourceRef?: string) => ({
  ratioMetric: {
    rawType: 'success',
    raw: {
      metricSource: { type: 'Prometheus', metricSourceRef, spec: { query } },
    },
  },
});

const slo = (name: string, query: string, metricSourceRef?: string) =>
  stringify({
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name },
    spec: {
      service: 'shop',
      indicator: { metadata: { name }, spec: raw(query, metricSourceRef) },
      timeWindow: [{ duration: '28d', isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [{ target: 0.99 }],
    },
  });

const entity = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service' },
});
const target = (name: string, previous?: PrometheusFact) => ({
  ...collectionTarget(entity(name)),
  previous,
});

let server: HostileServer;
let values: Record<string, number>;
let real: HostileAnswer;
beforeAll(async () => {
  server = await HostileServer.start();
});
beforeEach(() => {
  values = { shop_ratio: 0.995, cart_ratio: 0.98, up: 3 };
  real = prometheusAnswer(server, () => values);
  server.answer(real);
  server.requests.length = 0;
});
afterAll(() => server.close());

const serverOf = (changes: Partial<PrometheusServer> = {}) => ({
  name: 'default',
  url: server.url(''),
  host: server.host,
  headers: { authorization: secret },
  allowPrivateAddresses: true,
  // Only where it hangs does anybody wait for that.
  timeoutMs: 10_000,
  concurrency: 2,
  requestsPerMinute: undefined,
  ...changes,
});

const open: PrometheusCollector[] = [];
const collectorOf = (
  files: MemoryEntityFiles,
  options: { servers?: PrometheusServer[]; known?: KnownSlos } = {},
) => {
  const collector = new PrometheusCollector({
    files,
    schedule,
    servers: options.servers ?? [serverOf()],
    known: options.known,
  });
  open.push(collector);
  return collector;
};
afterAll(() => Promise.all(open.map(it => it.close())));

const shopFiles = () =>
  new MemoryEntityFiles({
    'component:default/shop': { 'slo/a.yaml': slo('shop', 'shop_ratio') },
    'component:default/cart': { 'slo/a.yaml': slo('cart', 'cart_ratio') },
    'component:default/none': {},
  });

const collect = async (
  collector: PrometheusCollector,
  targets: Array<ReturnType<typeof target>>,
  budget?: RequestBudget,
) => {
  const run = await collector.open({ now, budget });
  return run.collect(targets, { signal });
};

describe('PrometheusCollector', () => {
  it('asks for a whole batch at once, with its secret, and counts requests', async () => {
    const taken: string[] = [];
    const observations = await collect(
      collectorOf(shopFiles()),
      ['shop', 'cart', 'none', 'nowhere'].map(name => target(name)),
      { take: async host => void taken.push(host) },
    );
    expect(observations).toMatchObject([
      {
        entityRef: 'component:default/shop',
        status: 'observed',
        data: {
          slos: [
            {
              name: 'shop',
              objective: 0.99,
              attained: 0.995,
              met: true,
              measuredOn: '2026-06-15',
              burning: null,
            },
          ],
        },
        problems: [],
      },
      { status: 'observed', data: { slos: [{ name: 'cart', met: false }] } },
      { status: 'observed', data: { slos: [] } },
      { status: 'absent' },
    ]);
    expect(server.requests.map(it => it.path)).toEqual([
      '/api/v1/query',
      '/api/v1/query_range',
    ]);
    expect(taken).toEqual([server.host, server.host]);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: secret },
    });
    const form = new URLSearchParams(server.requests[0].body);
    expect(form.get('time')).toBe(String(now.getTime() / 1_000));
    expect(form.get('timeout')).toBe('8s');
    // Eight windows of two SLOs.
    expect(form.get('query')?.split('\nor\n')).toHaveLength(16);
  });

  it('tells an SLO that another system measures from one without data', async () => {
    values = {};
    const files = new MemoryEntityFiles({
      'component:default/shop': {
        'slo/a.yaml': slo('elsewhere', 'a').replace(
          /type: Prometheus/i,
          'type: Datadog',
        ),
        'slo/b.yaml': slo('silent', 'b'),
      },
    });
    const [observation] = await collect(collectorOf(files), [target('shop')]);
    expect(observation).toMatchObject({
      data: {
        slos: [
          { name: 'elsewhere', asked: false, measuredOn: null, met: null },
          { name: 'silent', asked: true, measuredOn: null, met: null },
        ],
      },
      problems: [{ message: expect.stringContaining('of type Datadog') }],
    });
  });

  it('does not call an SLO met of which one objective is not known', async () => {
    const document = parse(slo('half', 'shop_ratio'));
    const { spec } = document;
    spec.objectives = [
      { target: 0.99, indicator: spec.indicator },
      {
        target: 0.9,
        indicator: parse(
          stringify(spec.indicator).replace(
            /type: Prometheus/i,
            'type: Datadog',
          ),
        ),
      },
    ];
    delete spec.indicator;
    const files = new MemoryEntityFiles({
      'component:default/shop': { 'slo/a.yaml': stringify(document) },
    });
    const rows = async () => {
      const [observation] = await collect(collectorOf(files), [target('shop')]);
      return observation;
    };
    expect(await rows()).toMatchObject({
      data: { slos: [{ asked: true, attained: 0.995, met: null }] },
    });
    values = { shop_ratio: 0.5 };
    expect(await rows()).toMatchObject({ data: { slos: [{ met: false }] } });
  });

  it('finds the broken query of many and measures the others', async () => {
    const files = new MemoryEntityFiles({
      'component:default/shop': {
        'slo/a.yaml': Array.from({ length: 20 }, (_, index) =>
          slo(
            `slo-${index}`,
            index === 13 ? 'broken' : `shop_ratio + ${index}`,
          ),
        ).join('---\n'),
      },
    });
    const [observation] = await collect(collectorOf(files), [target('shop')]);
    if (observation.status !== 'observed') {
      throw new Error(`It was ${observation.status}.`);
    }
    const { slos } = prometheusFact.type.parse(observation.data);
    expect(slos.filter(it => it.met === null).map(it => it.name)).toEqual([
      'slo-13',
    ]);
    expect(observation.problems).toMatchObject([
      {
        source: 'slo/a.yaml',
        reporter: 'prometheus',
        line: expect.any(Number),
        message:
          'The SLO slo-13 is not measured, or not in full: Prometheus refuses its query: parse error: broken.',
      },
    ]);
    expect(server.requests.length).toBeLessThan(40);
  });

  it.each<[string, () => HostileAnswer]>([
    ['hangs', () => hostileAnswers.hang()],
    ['hangs after its headers', () => hostileAnswers.hangAfterHeaders()],
    ['answers 500', () => hostileAnswers.status(500)],
    ['answers 503 by a proxy', () => hostileAnswers.status(503)],
    ['answers 401', () => hostileAnswers.status(401)],
    ['shows a login page', () => hostileAnswers.html()],
    ['breaks off half-way', () => hostileAnswers.half({ status: 'success' })],
    ['never ends', () => hostileAnswers.endless()],
    ['answers something else', () => hostileAnswers.json({ hello: 'world' })],
    [
      'redirects elsewhere',
      () => hostileAnswers.redirect('http://169.254.169.254/'),
    ],
    ['hangs up', () => hostileAnswers.cut()],
  ])('loses nothing where Prometheus %s', async (_, answer) => {
    server.answer(answer());
    const observations = await collect(
      collectorOf(shopFiles(), { servers: [serverOf({ timeoutMs: 250 })] }),
      ['shop', 'none'].map(name => target(name)),
    );
    expect(observations).toMatchObject([
      { status: 'failed' },
      { status: 'observed', data: { slos: [] } },
    ]);
    expect(
      JSON.stringify(observations.map(it => 'error' in it && it.error.message)),
    ).not.toMatch(/of-all-secrets|shop_ratio/);
  });

  it('comes back when it is told to', async () => {
    server.answer(hostileAnswers.tooManyRequests('3600'));
    const [limited] = await collect(collectorOf(shopFiles()), [target('shop')]);
    expect(limited).toMatchObject({ status: 'deferred' });
    server.answer(hostileAnswers.status(503, { 'retry-after': '3600' }));
    const [busy] = await collect(collectorOf(shopFiles()), [target('shop')]);
    expect(busy).toMatchObject({ status: 'deferred' });
    const until = new Date('2026-06-15T13:00:00Z');
    const [spent] = await collect(collectorOf(shopFiles()), [target('shop')], {
      take: async () => {
        throw new RetryLaterError('The budget is used up.', until);
      },
    });
    expect(spent).toMatchObject({ status: 'deferred', until });
  });

  it('takes what is no number for no data, and what is no share for a problem', async () => {
    values = { shop_ratio: NaN, cart_ratio: 17 };
    const observations = await collect(collectorOf(shopFiles()), [
      target('shop'),
      target('cart'),
    ]);
    const unknown = {
      met: null,
      attained: null,
      budgetLeft: null,
      burnRate: null,
    };
    expect(observations).toMatchObject([
      { status: 'observed', data: { slos: [unknown] }, problems: [] },
      {
        status: 'observed',
        data: { slos: [unknown] },
        problems: [
          { message: expect.stringContaining('give 17, which is no share') },
        ],
      },
    ]);
  });

  it('keeps what was measured where everything is gone at once', async () => {
    const first = await collect(collectorOf(shopFiles()), [target('shop')]);
    const previous = prometheusFact.type.parse(
      first[0].status === 'observed' ? first[0].data : undefined,
    );
    const again = () =>
      collect(collectorOf(shopFiles()), [target('shop', previous)]);
    values = {};
    expect(await again()).toMatchObject([{ status: 'failed' }]);
    // It still watches others: the team renamed its series.
    values = { up: 3 };
    expect(await again()).toMatchObject([
      { status: 'observed', data: { slos: [{ met: null, measuredOn: null }] } },
    ]);
    const names = ['a', 'b', 'c', 'd', 'e'];
    const files = new MemoryEntityFiles(
      Object.fromEntries(
        names.map(name => [
          `component:default/${name}`,
          { 'slo/a.yaml': slo(name, 'gone') },
        ]),
      ),
    );
    const many = await collect(
      collectorOf(files),
      names.map(name => target(name, previous)),
    );
    expect(many.map(it => it.status)).toEqual(names.map(() => 'failed'));
  });

  it('reads documents once, and again when they changed', async () => {
    const known = new KnownSlos(mockServices.cache.mock(memory()));
    const files = shopFiles();
    const collector = collectorOf(files, { known });
    const slos = new SloCollector({ files, schedule, known });
    const measured = async () => {
      const [observation] = await collect(collector, [target('shop')]);
      return observation.status === 'observed'
        ? prometheusFact.type.parse(observation.data).slos.map(it => it.name)
        : observation.status;
    };
    expect(await measured()).toEqual(['shop']);
    // What is known is measured though the host of the files is gone.
    const back = files.fail(new Error('The host is gone.'));
    expect(await measured()).toEqual(['shop']);
    await back();
    files.replace('component:default/shop', {
      'slo/a.yaml': slo('renamed', 'shop_ratio'),
    });
    const run = await slos.open();
    await run.collect([target('shop')], { signal });
    expect(await measured()).toEqual(['renamed']);
  });

  it('asks the server that a document names, and nobody that a document brings along', async () => {
    const files = new MemoryEntityFiles({
      'component:default/shop': {
        'slo/a.yaml': [
          slo('named', 'shop_ratio', 'main'),
          slo('unknown', 'shop_ratio', 'theirs'),
          stringify({
            apiVersion: 'openslo/v1',
            kind: 'DataSource',
            metadata: { name: 'theirs' },
            spec: {
              type: 'Prometheus',
              connectionDetails: [{ url: 'http://169.254.169.254/' }],
            },
          }),
        ].join('---\n'),
      },
    });
    const servers = [serverOf({ name: 'main' }), serverOf({ name: 'other' })];
    const [observation] = await collect(collectorOf(files, { servers }), [
      target('shop'),
    ]);
    expect(observation).toMatchObject({
      status: 'observed',
      data: {
        slos: [
          { name: 'named', met: true },
          { name: 'unknown', met: null },
        ],
      },
      problems: [
        {
          message: expect.stringContaining(
            'no Prometheus with the name of its data source theirs is configured',
          ),
        },
      ],
    });
  });
});

/** A cache in memory, as far as it is used here. */
function memory() {
  const kept = new Map<string, unknown>();
  const cache = {
    get: async (key: string) => kept.get(key) as never,
    set: async (key: string, value: unknown) => void kept.set(key, value),
    delete: async (key: string) => void kept.delete(key),
    withOptions: () => cache as never,
  };
  return cache;
}

describe('by the laws of collectors', () => {
  const files = new MemoryEntityFiles({
    'component:default/shop': { 'slo/a.yaml': slo('shop', 'shop_ratio') },
    'component:default/cart': { 'slo/a.yaml': slo('cart', 'cart_ratio') },
    'component:default/none': {},
    'component:default/odd': { 'slo/a.yaml': slo('odd', 'broken') },
  });
  const answering = (name: string, answer: HostileAnswer) => ({
    name,
    apply: async () => {
      server.answer(answer);
      return async () => server.answer(real);
    },
  });

  describeCollector('prometheus', {
    create: () =>
      collectorOf(files, { servers: [serverOf({ timeoutMs: 1_000 })] }),
    targets: () =>
      ['shop', 'cart', 'none', 'nowhere'].map(name => target(name)),
    brokenTargets: () => [target('odd')],
    now,
    fact: prometheusFact,
    secrets: [secret],
    breakages: [
      answering('it answers 500', hostileAnswers.status(500)),
      answering('it hangs', hostileAnswers.hang()),
      answering('it shows a login page', hostileAnswers.html()),
      answering('it asks to wait', hostileAnswers.tooManyRequests('600')),
      {
        name: 'the host of the documents is gone',
        apply: async () => files.fail(new Error('The host is gone.')),
      },
    ],
    changes: [
      {
        name: 'the SLO is missed',
        apply: async () => {
          values = { ...values, shop_ratio: 0.5 };
          return async () => {
            values = { ...values, shop_ratio: 0.995 };
          };
        },
      },
      {
        name: 'the documents are deleted',
        apply: async () => files.replace('component:default/shop', {}),
      },
    ],
  });
});
