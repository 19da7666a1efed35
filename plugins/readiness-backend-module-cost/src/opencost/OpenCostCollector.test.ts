import {
  openCostFact,
  OpenCostFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  collectionTarget,
  describeCollector,
  HostileAnswer,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import fc from 'fast-check';
import { OpenCostCollector } from './OpenCostCollector';
import { OpenCostServer } from './readOpenCostConfig';

const now = new Date('2026-06-15T12:00:00Z');
const path = '/allocation/compute';
const secret = 'Bearer opencost-secret-token';

const component = (
  name: string,
  annotations: Record<string, string> = {},
): ReturnType<typeof collectionTarget> =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service' },
  });

interface Row {
  namespace: string;
  controller: string;
  cost: number;
}

/** A workload of one core hour and one byte hour a minute's worth: half of the CPU, all of the memory is used. */
const allocation = ({ namespace, controller, cost }: Row) => ({
  properties: { namespace, controller },
  minutes: 60,
  totalCost: cost,
  cpuCost: cost / 2,
  ramCost: cost / 2,
  cpuCoreRequestAverage: 2,
  cpuCoreUsageAverage: 1,
  ramByteRequestAverage: 4,
  ramByteUsageAverage: 4,
});

const setOf = (rows: Row[]) => ({
  code: 200,
  data: [
    Object.fromEntries(
      rows.map(row => [
        `${row.namespace}/deployment/${row.controller}`,
        allocation(row),
      ]),
    ),
  ],
});

/** Answers by the first day that is asked for. */
const byDay =
  (rowsOf: (day: string) => Row[]): HostileAnswer =>
  (response, request) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const day = (query.get('window') ?? '').slice(0, 10);
    return hostileAnswers.json(setOf(rowsOf(day)))(response, request);
  };

describe('OpenCostCollector', () => {
  let server: HostileServer;
  let collectors: OpenCostCollector[];

  beforeEach(async () => {
    server = await HostileServer.start();
    collectors = [];
  });

  afterEach(async () => {
    await Promise.all(collectors.map(it => it.close()));
    await server.close();
  });

  const create = (days = 3, more: Partial<OpenCostServer>[] = [{}]) => {
    const collector = new OpenCostCollector({
      servers: more.map((it, index) => ({
        name: `cluster-${index}`,
        url: `http://${server.host}${path}`,
        host: server.host,
        currency: 'EUR',
        headers: { authorization: secret },
        allowPrivateAddresses: true,
        timeoutMs: 5_000,
        ...it,
      })),
      days,
      schedule: { frequency: { hours: 12 }, timeToLive: { days: 2 } },
    });
    collectors.push(collector);
    return collector;
  };

  const collect = async (
    collector: OpenCostCollector,
    targets: ReturnType<typeof component>[],
  ) => {
    const { signal } = new AbortController();
    const run = await collector.open({ now, signal });
    const observations = await run.collect(targets, { signal });
    return observations.map(it =>
      it.status === 'observed'
        ? (it.data as unknown as OpenCostFact)
        : `${it.status}: ${it.status === 'failed' ? it.error.message : ''}`,
    );
  };

  it('sums the whole days before today, each asked for once, a row a workload', async () => {
    server.answerAt(
      path,
      byDay(day => [
        { namespace: 'shop', controller: 'cart', cost: 10 },
        ...(day === '2026-06-13'
          ? [{ namespace: 'shop', controller: 'ledger', cost: 1 }]
          : []),
      ]),
    );
    const targets = [component('cart'), component('ledger'), component('lib')];
    const [cart, ledger, lib] = await collect(create(), targets);
    expect(cart).toEqual({
      allocated: true,
      from: '2026-06-12',
      to: '2026-06-14',
      days: 3,
      currency: 'EUR',
      totalCost: 30,
      cpuEfficiency: 50,
      memoryEfficiency: 100,
      // Both cost the same: the mean of the two.
      efficiency: 75,
    });
    expect(ledger).toMatchObject({ days: 1, totalCost: 1 });
    expect(lib).toMatchObject({
      allocated: false,
      days: 0,
      totalCost: 0,
      efficiency: null,
    });
    expect(
      server.requests.map(it =>
        new URL(it.path, 'http://x').searchParams.get('window'),
      ),
    ).toEqual([
      '2026-06-12T00:00:00Z,2026-06-13T00:00:00Z',
      '2026-06-13T00:00:00Z,2026-06-14T00:00:00Z',
      '2026-06-14T00:00:00Z,2026-06-15T00:00:00Z',
    ]);
  });

  it('says nothing of the efficiency of what requests nothing', async () => {
    const nothing = { cpuCoreRequestAverage: 0, ramByteRequestAverage: 0 };
    const row = allocation({ namespace: 'shop', controller: 'cart', cost: 3 });
    server.answerAt(
      path,
      hostileAnswers.json({
        code: 200,
        data: [{ 'shop/deployment/cart': { ...row, ...nothing } }],
      }),
    );
    const [cart] = await collect(create(1), [component('cart')]);
    expect(cart).toMatchObject({
      allocated: true,
      totalCost: 3,
      cpuEfficiency: null,
      memoryEfficiency: null,
      efficiency: null,
    });
  });

  it('does not guess which of several namespaces is meant, until it is told', async () => {
    server.answerAt(
      path,
      byDay(() => [
        { namespace: 'live', controller: 'cart', cost: 5 },
        { namespace: 'trial', controller: 'cart', cost: 1 },
      ]),
    );
    const [guessed, told] = await collect(create(1), [
      component('cart'),
      component('cart', { 'team-readiness.dev/namespace': 'live' }),
    ]);
    expect(guessed).toBe(
      'failed: Workloads of its name are in several namespaces (live, trial); team-readiness.dev/namespace says which are its own.',
    );
    expect(told).toMatchObject({ totalCost: 5 });
  });

  it('adds clusters up, and refuses to add up two currencies', async () => {
    server.answerAt(
      path,
      byDay(() => [{ namespace: 'shop', controller: 'cart', cost: 5 }]),
    );
    const same = await collect(create(1, [{}, {}]), [component('cart')]);
    expect(same).toEqual([expect.objectContaining({ totalCost: 10 })]);
    const other = create(1, [{}, { currency: 'USD' }]);
    expect(await collect(other, [component('cart')])).toEqual([
      'failed: Its workloads are in clusters that tell in several currencies (EUR, USD), which are not added up.',
    ]);
  });

  it.each([
    ['an error', hostileAnswers.status(400)],
    ['a page of HTML', hostileAnswers.html()],
    ['nothing at all', hostileAnswers.json({ code: 200, data: [{}] })],
    ['a null set', hostileAnswers.json({ code: 200, data: null })],
    ['the cloud bill', hostileAnswers.json({ code: 200, data: { sets: [] } })],
  ])('fails as a whole where a server answers with %s', async (_, answer) => {
    server.answerAt(path, answer);
    await expect(collect(create(1), [component('cart')])).rejects.toThrow(
      /OpenCost|allocation API/,
    );
  });

  it('fails as a whole where the last of several days cannot be asked for', async () => {
    const good = hostileAnswers.json(
      setOf([{ namespace: 'shop', controller: 'cart', cost: 5 }]),
    );
    server.answerAt(path, good, good, hostileAnswers.status(404));
    await expect(collect(create(3), [component('cart')])).rejects.toThrow(
      'OpenCost cluster-0',
    );
  });

  it('gives the namespaces of an organisation exactly what all of its workloads cost', async () => {
    const rows = fc.uniqueArray(
      fc.record({
        namespace: fc.constantFrom('a', 'b', 'c'),
        controller: fc.constantFrom('x', 'y', 'z', 'w'),
        cost: fc.integer({ min: 0, max: 100_000 }),
      }),
      {
        minLength: 1,
        selector: ({ namespace, controller }) => `${namespace}/${controller}`,
      },
    );
    await fc.assert(
      fc.asyncProperty(rows, async all => {
        server.answerAt(
          path,
          byDay(() => all),
        );
        const targets = ['a', 'b', 'c'].map(namespace =>
          component(namespace, { 'team-readiness.dev/namespace': namespace }),
        );
        const facts = await collect(create(2), targets);
        const sum = facts.reduce(
          (total, fact) => total + (fact as OpenCostFact).totalCost,
          0,
        );
        expect(sum).toBe(2 * all.reduce((total, row) => total + row.cost, 0));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a collector of clusters', () => {
  let server: HostileServer;
  let good: HostileAnswer;
  const made: OpenCostCollector[] = [];

  beforeAll(async () => {
    server = await HostileServer.start();
    good = byDay(() => [
      { namespace: 'shop', controller: 'cart', cost: 5 },
      { namespace: 'live', controller: 'torn', cost: 5 },
      { namespace: 'trial', controller: 'torn', cost: 5 },
    ]);
    server.answerAt(path, good);
  });

  afterAll(async () => {
    await Promise.all(made.map(it => it.close()));
    await server.close();
  });

  const breakage = (name: string, answer: HostileAnswer) => ({
    name,
    apply: async () => {
      server.answerAt(path, answer);
      return async () => server.answerAt(path, good);
    },
  });

  describeCollector('opencost', {
    create: () => {
      const collector = new OpenCostCollector({
        servers: [
          {
            name: 'main',
            url: `http://${server.host}${path}`,
            host: server.host,
            currency: 'EUR',
            headers: { authorization: secret },
            allowPrivateAddresses: true,
            timeoutMs: 10_000,
          },
        ],
        days: 2,
        schedule: { frequency: { hours: 12 }, timeToLive: { days: 2 } },
      });
      made.push(collector);
      return collector;
    },
    fact: openCostFact,
    targets: () => ['cart', 'nowhere'].map(name => component(name)),
    brokenTargets: () => [component('torn')],
    now,
    secrets: [secret],
    breakages: [
      breakage('the server answers 404', hostileAnswers.status(404)),
      breakage('a page of HTML comes', hostileAnswers.html()),
      breakage(
        'the server knows of nothing',
        hostileAnswers.json({ code: 200, data: [{}] }),
      ),
    ],
    changes: [
      breakage(
        'it costs more',
        byDay(() => [{ namespace: 'shop', controller: 'cart', cost: 6 }]),
      ),
    ],
  });
});
