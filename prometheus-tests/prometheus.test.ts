/**
 * The collector of SLO measurements against a real Prometheus with sixty days of history. Every
 * expected number is worked out by hand from `shopHistory`.
 */
import {
  PrometheusFact,
  prometheusFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { PrometheusCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import {
  CollectionTarget,
  EntityFiles,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { stringify } from 'yaml';
import { metric, openSlo, pyrra, ratio, sloth } from './documents';
import { PrometheusServer } from './PrometheusServer';
import { day, hour, minute, now, outage, shopHistory } from './shopHistory';

const schedule = { frequency: { hours: 6 }, timeToLive: { days: 2 } };
const signal = new AbortController().signal;
const at = new Date(now * 1_000);

/** Orders and failures of four weeks: 100 a minute; half of twelve hours and a tenth of 30 minutes. */
const orders = 28 * 24 * 60 * 100;
const failures = 12 * 60 * 50 + 30 * 10;

let server: PrometheusServer;
let empty: PrometheusServer;
beforeAll(async () => {
  [server, empty] = await Promise.all([
    PrometheusServer.start(shopHistory),
    PrometheusServer.start([]),
  ]);
});
afterAll(() => Promise.all([server?.stop(), empty?.stop()]));

const serverAt = (url: string, name = 'default') => ({
  name,
  url,
  host: new URL(url).host,
  headers: {},
  allowPrivateAddresses: true,
  timeoutMs: 20_000,
  concurrency: 2,
  requestsPerMinute: undefined,
});

function target(name: string, previous?: PrometheusFact): CollectionTarget {
  return {
    entityRef: `component:default/${name}`,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
    },
    catalog: {} as CollectionTarget['catalog'],
    previous,
  };
}

/** Measures the SLO documents of entities, by the name of the entity. */
async function collect(
  documents: Record<string, object[]>,
  options: {
    servers?: Array<ReturnType<typeof serverAt>>;
    previous?: PrometheusFact;
  } = {},
): Promise<Observation[]> {
  const files: EntityFiles = {
    list: async ({ entity }) => ({
      location: entity.metadata.name,
      revision: null,
      problems: [],
      files: [
        {
          path: 'slo/all.yaml',
          url: null,
          changedAt: async () => null,
          content: async () =>
            documents[entity.metadata.name]
              .map(document => stringify(document))
              .join('---\n'),
        },
      ],
    }),
  };
  const collector = new PrometheusCollector({
    files,
    schedule,
    servers: options.servers ?? [serverAt(server.url)],
  });
  try {
    const run = await collector.open({ now: at });
    return await run.collect(
      Object.keys(documents).map(name => target(name, options.previous)),
      { signal },
    );
  } finally {
    await collector.close();
  }
}

/** The fact that was observed. */
function dataOf(observation: Observation): PrometheusFact {
  if (observation.status !== 'observed') {
    const why =
      observation.status === 'failed' ? observation.error.message : '';
    throw new Error(`It was ${observation.status}. ${why}`);
  }
  return prometheusFact.type.parse(observation.data);
}

type Row = PrometheusFact['slos'][number];

/** Measures documents of one entity. */
async function measure(
  ...documents: object[]
): Promise<{ rows: Map<string, Row>; problems: string[] }> {
  const [observation] = await collect({ orders: documents });
  const { slos } = dataOf(observation);
  return {
    rows: new Map(slos.map(row => [row.name, row])),
    problems: (observation.problems ?? []).map(it => it.message),
  };
}

const rateOf = (row: Row | undefined, window: string) =>
  row?.burnRates?.find(it => it.window === window)?.rate;

const answered = ratio(
  { good: 'sum(orders_total{code="200"})' },
  'sum(orders_total)',
);

describe('SLOs by counts of events', () => {
  it('works out share, budget, burn rates, freshness and when the budget ran out', async () => {
    const { rows, problems } = await measure(
      openSlo('loose', answered),
      openSlo('strict', answered, { objectives: [{ target: 0.995 }] }),
      openSlo('strictest', answered, { objectives: [{ target: 0.999 }] }),
    );
    expect(problems).toEqual([]);
    const loose = rows.get('loose');
    const share = 1 - failures / orders;
    expect(loose).toMatchObject({
      objective: 0.99,
      measuredOn: at.toISOString().slice(0, 10),
      met: true,
      exhaustedAt: null,
      // 13.44 would be for the hour.
      burning: null,
    });
    expect(loose?.attained).toBeCloseTo(share, 6);
    expect(loose?.budgetLeft).toBeCloseTo(1 - failures / (orders / 100), 4);
    // A tenth of half of the last hour: 5 %, of which 1 % may fail.
    expect(loose?.burnRate).toBeCloseTo(5, 4);
    expect(rateOf(loose, '5m')).toBeCloseTo(10, 4);
    expect(rateOf(loose, '30m')).toBeCloseTo(10, 4);
    expect(rateOf(loose, '6h')).toBeCloseTo(5 / 6, 4);
    expect(rateOf(loose, '1d')).toBeCloseTo(5 / 24, 4);

    expect(rows.get('strictest')?.burnRate).toBeCloseTo(50, 3);
    expect(rows.get('strictest')).toMatchObject({ burning: 'page' });

    const strict = rows.get('strict');
    expect(strict).toMatchObject({ objective: 0.995, met: false });
    expect(strict?.budgetLeft).toBeCloseTo(1 - failures / (orders / 200), 4);
    // 20,160 of 4,032,000 may fail, 50 a minute do: gone after 403.2 minutes, told to the hour.
    const ranOut = Date.parse(strict?.exhaustedAt ?? '') / 1_000;
    expect(ranOut).toBeGreaterThanOrEqual(outage + 403 * minute);
    expect(ranOut).toBeLessThanOrEqual(outage + 403 * minute + hour + minute);
  });

  it('is not burning by the workbook where the short windows are quiet', async () => {
    const { rows } = await measure(
      openSlo(
        'quiet',
        ratio({ bad: 'old_till_failures' }, 'order_seconds_count'),
      ),
    );
    // Bad events without a series are none.
    expect(rows.get('quiet')).toMatchObject({
      attained: 1,
      met: true,
      budgetLeft: 1,
      burnRate: 0,
      burning: null,
    });
  });

  it('gives the same for bad events, plain series, sums by label, rates and templates', async () => {
    const { rows, problems } = await measure(
      openSlo(
        'bad',
        ratio({ bad: 'orders_total{code="500"}' }, 'orders_total'),
      ),
      openSlo(
        'by-label',
        ratio(
          { good: 'sum by (code) (orders_total{code="200"})' },
          'sum without (instance) (orders_total)',
        ),
      ),
      openSlo(
        'rates',
        ratio(
          { good: 'sum(rate(orders_total{code="200"}[20m])) # of 20 minutes' },
          'sum(rate(orders_total[20m]))',
          false,
        ),
      ),
      openSlo(
        'templates',
        ratio(
          { good: 'sum(rate(orders_total{code="200"}[{{.window}}]))' },
          'sum(rate(orders_total[{{.window}}]))',
          undefined,
        ),
      ),
      sloth('sloth', {
        events: {
          error_query: 'sum(rate(orders_total{code=~"5.."}[{{.window}}]))',
          total_query: 'sum(rate(orders_total[{{.window}}]))',
        },
      }),
      pyrra('pyrra', {
        ratio: {
          errors: { metric: 'orders_total{code="500"}' },
          total: { metric: 'orders_total' },
        },
      }),
    );
    expect(problems).toEqual([]);
    const share = 1 - failures / orders;
    // Sloth's window is 30 days.
    const ofSloth = 1 - failures / (30 * 24 * 60 * 100);
    expect(rows.get('bad')?.attained).toBeCloseTo(share, 6);
    expect(rows.get('by-label')?.attained).toBeCloseTo(share, 6);
    expect(rows.get('rates')?.attained).toBeCloseTo(share, 3);
    // A rate over weeks extrapolates a little, for both alike.
    expect(rows.get('templates')?.attained).toBeCloseTo(share, 4);
    expect(rows.get('sloth')?.attained).toBeCloseTo(ofSloth, 4);
    expect(rows.get('pyrra')?.attained).toBeCloseTo(share, 6);
  });

  it('measures latencies and probes of Pyrra, and takes its native histograms', async () => {
    const { rows, problems } = await measure(
      pyrra('latency', {
        latency: {
          success: { metric: 'order_seconds_bucket{le="0.5"}' },
          total: { metric: 'order_seconds_count' },
        },
      }),
      pyrra('probe', { bool_gauge: { metric: 'probe_success' } }),
      pyrra('native', {
        latencyNative: {
          latency: '200ms',
          total: { metric: 'nowhere_seconds' },
        },
      }),
    );
    expect(rows.get('latency')?.attained).toBeCloseTo(0.99, 6);
    expect(rows.get('latency')).toMatchObject({ met: true });
    expect(rows.get('latency')?.budgetLeft).toBeCloseTo(0, 6);
    expect(rows.get('probe')).toMatchObject({ attained: 1, met: true });
    expect(rows.get('native')).toMatchObject({ attained: null, met: null });
    expect(problems).toEqual([]);
  });
});

describe('other indicators and budgets', () => {
  it('measures thresholds, stored ratios and what Sloth recorded', async () => {
    const { rows, problems } = await measure(
      openSlo(
        'queue',
        { thresholdMetric: metric('sum(queue_length)') },
        { objectives: [{ target: 0.95, op: 'lt', value: 5 }] },
      ),
      openSlo(
        'stored',
        {
          ratioMetric: {
            raw: metric('orders:answered:ratio'),
            rawType: 'success',
          },
        },
        { objectives: [{ target: 0.97 }] },
      ),
      sloth('plugged', { plugin: { id: 'ours' } }, 99.9),
    );
    expect(problems).toEqual([]);
    // One day of 28.
    expect(rows.get('queue')?.attained).toBeCloseTo(27 / 28, 2);
    expect(rows.get('queue')).toMatchObject({ met: true, burnRate: 0 });
    expect(rows.get('stored')?.attained).toBeCloseTo(0.98, 6);
    expect(rows.get('plugged')?.attained).toBeCloseTo(0.998, 6);
    expect(rows.get('plugged')?.burnRate).toBeCloseTo(3, 4);
    expect(rows.get('plugged')).toMatchObject({ met: false });
  });

  it('counts time slices', async () => {
    const sliced = (method: string, objective: object) =>
      openSlo(method.toLowerCase(), answered, {
        budgetingMethod: method,
        timeWindow: [{ duration: '3d', isRolling: true }],
        objectives: [{ target: 0.99, timeSliceWindow: '5m', ...objective }],
      });
    const { rows, problems } = await measure(
      sliced('Timeslices', { timeSliceTarget: 0.95 }),
      sliced('RatioTimeslices', {}),
    );
    expect(problems).toEqual([]);
    // Six slices of 864 are bad: with one order of ten that fails.
    expect(rows.get('timeslices')?.attained).toBeCloseTo(1 - 6 / 864, 3);
    expect(rows.get('timeslices')?.burnRate).toBeCloseTo(50, -1);
    expect(rows.get('ratiotimeslices')?.attained).toBeCloseTo(1 - 0.6 / 864, 4);
  });

  it('counts from the beginning of a calendar period', async () => {
    const first = new Date((now - 72 * day) * 1_000);
    const calendar = (timeZone: string) => ({
      timeWindow: [
        {
          duration: '1w',
          isRolling: false,
          calendar: {
            startTime: first.toISOString().slice(0, 19).replace('T', ' '),
            timeZone,
          },
        },
      ],
    });
    const { rows, problems } = await measure(
      openSlo('weekly', answered, calendar('UTC')),
      openSlo('nowhere', answered, calendar('Mars/Olympus')),
    );
    // 72 days are ten weeks and two days; 30 minutes of the two were bad.
    expect(rows.get('weekly')?.attained).toBeCloseTo(1 - 300 / 288_000, 6);
    expect(rows.get('weekly')).toMatchObject({ met: true });
    expect(rows.get('nowhere')).toMatchObject({ met: null, attained: null });
    expect(problems).toEqual([expect.stringContaining('time zone')]);
  });

  it('tells of a composite SLO what its worst objective says', async () => {
    const { rows, problems } = await measure(
      openSlo('composite', answered, {
        indicator: undefined,
        objectives: [
          {
            target: 0.95,
            indicator: { metadata: { name: 'a' }, spec: answered },
          },
          {
            target: 0.995,
            indicator: {
              metadata: { name: 'b' },
              spec: ratio(
                { good: 'order_seconds_bucket{le="0.5"}' },
                'order_seconds_count',
              ),
            },
          },
        ],
      }),
    );
    expect(problems).toEqual([]);
    expect(rows.get('composite')).toMatchObject({
      objective: 0.995,
      met: false,
    });
    expect(rows.get('composite')?.budgetLeft).toBeCloseTo(-1, 4);
  });
});

describe('missing data', () => {
  it('is null, and neither a pass nor a failure', async () => {
    const { rows, problems } = await measure(
      openSlo('never', ratio({ good: 'nothing_good_total' }, 'nothing_total')),
      openSlo('idle', ratio({ good: 'spare_till_total' }, 'spare_till_total')),
      openSlo('misspelt', ratio({ good: 'ordres_total' }, 'orders_total')),
    );
    const unknown = {
      attained: null,
      met: null,
      budgetLeft: null,
      burnRate: null,
      exhaustedAt: null,
    };
    expect(rows.get('never')).toMatchObject({ ...unknown, measuredOn: null });
    // There are samples, and no orders in them.
    expect(rows.get('idle')).toMatchObject({
      ...unknown,
      measuredOn: at.toISOString().slice(0, 10),
    });
    expect(rows.get('misspelt')).toMatchObject(unknown);
    expect(problems).toEqual([
      expect.stringMatching(/misspelt.*query of good events gives nothing/),
    ]);
  });

  it('tells the day of the newest sample of what reports no more', async () => {
    const { rows } = await measure(
      openSlo('old-till', ratio({ good: 'old_till_total' }, 'old_till_total')),
    );
    const ended = new Date((now - 3 * day) * 1_000).toISOString().slice(0, 10);
    expect(rows.get('old-till')).toMatchObject({
      measuredOn: ended,
      attained: 1,
      burnRate: null,
    });
  });
});

describe('what Prometheus refuses', () => {
  it('costs the SLO that asks for it, with its place, and no other', async () => {
    const good = Array.from({ length: 12 }, (_, index) =>
      openSlo(
        `good-${index}`,
        ratio(
          { good: `orders_total{code="200",x!="${index}"}` },
          'orders_total',
        ),
      ),
    );
    const [observation] = await collect({
      orders: [
        ...good.slice(0, 6),
        openSlo(
          'syntax',
          ratio({ good: 'sum(orders_total orders_total)' }, 'orders_total'),
        ),
        openSlo(
          'matching',
          ratio(
            { good: 'sum(orders_total * on () group_left () orders_total)' },
            'orders_total',
            false,
          ),
        ),
        openSlo(
          'breaking-out',
          ratio({ good: 'up) or vector(1' }, 'orders_total'),
        ),
        ...good.slice(6),
      ],
    });
    const { slos } = dataOf(observation);
    const known = slos.filter(row => row.attained !== null);
    expect(known.map(row => row.name).sort()).toEqual(
      good.map(it => it.metadata.name).sort(),
    );
    expect(observation.problems).toMatchObject([
      {
        source: 'slo/all.yaml',
        message: expect.stringMatching(/breaking-out.*closes nothing/),
      },
      {
        source: 'slo/all.yaml',
        message: expect.stringMatching(
          /matching.*many-to-many|matching.*multiple matches/,
        ),
      },
      {
        source: 'slo/all.yaml',
        message: expect.stringMatching(/syntax.*parse error/),
      },
    ]);
    expect(observation.problems?.every(it => (it.line ?? 0) > 1)).toBe(true);
  });
});

describe('several servers', () => {
  it('asks the one that the document names, and fails only what a dead one serves', async () => {
    const by = (name: string, metricSourceRef?: string) =>
      openSlo(name, {
        ratioMetric: {
          counter: true,
          good: metric('orders_total{code="200"}', metricSourceRef),
          total: metric('orders_total', metricSourceRef),
        },
      });
    const observations = await collect(
      {
        alive: [by('alive', 'main')],
        dead: [by('dead', 'gone')],
        nameless: [by('nameless')],
      },
      {
        servers: [
          serverAt(server.url, 'main'),
          serverAt('http://127.0.0.1:1', 'gone'),
        ],
      },
    );
    expect(observations).toMatchObject([
      { status: 'observed', data: { slos: [{ name: 'alive', met: true }] } },
      { status: 'failed' },
      {
        status: 'observed',
        data: { slos: [{ name: 'nameless', met: null }] },
        problems: [{ message: expect.stringContaining('several Prometheus') }],
      },
    ]);
  });

  it('keeps what was measured where a server has lost all of its data', async () => {
    const [before] = await collect({ orders: [openSlo('orders', answered)] });
    const previous = dataOf(before);
    const servers = [serverAt(empty.url)];
    const documents = { orders: [openSlo('orders', answered)] };
    expect(await collect(documents, { servers, previous })).toMatchObject([
      {
        status: 'failed',
        error: { message: expect.stringContaining('stays') },
      },
    ]);
    expect(await collect(documents, { servers })).toMatchObject([
      { status: 'observed', data: { slos: [{ met: null, measuredOn: null }] } },
    ]);
  });
});
