import fc from 'fast-check';
import { stringify } from 'yaml';
import { readPyrraDocuments } from './readPyrraDocuments';

const ratio = {
  ratio: {
    errors: { metric: 'orders_total{code=~"5..",job="orders"}' },
    total: { metric: 'orders_total{job="orders"}' },
    grouping: ['handler'],
  },
};

const object = (spec: object = {}, metadata: object = {}) => ({
  apiVersion: 'pyrra.dev/v1alpha1',
  kind: 'ServiceLevelObjective',
  metadata: { name: 'orders-errors', namespace: 'shop', ...metadata },
  spec: { target: '99.5', window: '2w', indicator: ratio, ...spec },
});

const read = (...documents: unknown[]) =>
  readPyrraDocuments(
    documents.map(document => stringify(document)).join('---\n'),
    'pyrra/orders.yaml',
  );

describe('readPyrraDocuments', () => {
  it('reads an object, and the alerts that Pyrra makes', () => {
    const found = read(
      object(
        { description: 'Orders are answered.' },
        {
          labels: { 'pyrra.dev/service': 'orders' },
          annotations: { 'pyrra.dev/runbook_url': 'docs/runbook.md' },
        },
      ),
    );
    expect(found).toMatchObject({ claimed: 1, broken: 0, problems: [] });
    const runbook = 'docs/runbook.md';
    expect(found.slos).toMatchObject([
      {
        name: 'orders-errors',
        service: 'orders',
        target: 0.995,
        window: '2w',
        description: 'Orders are answered.',
        burnRateAlert: true,
        alerts: [
          {
            name: 'ErrorBudgetBurn',
            severity: 'critical',
            paging: true,
            runbook,
            burnRate: true,
          },
          {
            name: 'ErrorBudgetBurn',
            severity: 'warning',
            paging: false,
            runbook,
            burnRate: true,
          },
          {
            name: 'SLOMetricAbsent',
            severity: 'critical',
            paging: true,
            runbook,
            burnRate: false,
          },
        ],
        measure: {
          kind: 'counts',
          of: 'bad',
          part: { form: 'counter', query: ratio.ratio.errors.metric },
          total: { form: 'counter', query: ratio.ratio.total.metric },
        },
        source: 'pyrra/orders.yaml',
        line: 1,
      },
    ]);
  });

  it.each([
    [{ disabled: true }, false, []],
    [{ burnrates: false }, false, ['SLOMetricAbsent']],
    [{ absent: false, name: 'Burns' }, true, ['Burns', 'Burns']],
    [{ burnrates: false, absentName: 'Gone' }, false, ['Gone']],
  ])('follows what it says of alerting: %j', (alerting, burns, names) => {
    const [slo] = read(object({ alerting })).slos;
    expect(slo.burnRateAlert).toBe(burns);
    expect(slo.alerts.map(alert => alert.name)).toEqual(names);
  });

  it('asks for each kind of indicator what Pyrra does', () => {
    const measure = (indicator: object) =>
      read(object({ indicator })).slos[0].measure;
    expect(
      measure({
        latency: {
          success: { metric: 'seconds_bucket{le="0.5"}' },
          total: { metric: 'seconds_count' },
        },
      }),
    ).toMatchObject({
      of: 'good',
      part: { form: 'counter', query: 'seconds_bucket{le="0.5"}' },
      total: { form: 'counter', query: 'seconds_count' },
    });
    expect(
      measure({
        latencyNative: {
          latency: '200ms',
          total: { metric: 'seconds{a="b"}' },
        },
      }),
    ).toMatchObject({
      of: 'good',
      part: {
        form: 'windowed',
        query:
          'histogram_fraction(0, 0.2, sum(increase(seconds{a="b"}[{{.window}}]))) * histogram_count(sum(increase(seconds{a="b"}[{{.window}}])))',
      },
    });
    expect(measure({ bool_gauge: { metric: 'probe_success' } })).toMatchObject({
      of: 'good',
      part: { query: 'sum(sum_over_time(probe_success[{{.window}}]))' },
      total: { query: 'sum(count_over_time(probe_success[{{.window}}]))' },
    });
  });

  it.each([
    ['2w', '2w'],
    ['7d', '7d'],
    ['1d12h', '36h'],
    ['90m', '90m'],
    ['1y', '365d'],
  ])('writes the window %s as %s', (window, shorthand) => {
    expect(read(object({ window })).slos[0].window).toBe(shorthand);
  });

  it.each<[string, object, RegExp]>([
    ['no target', object({ target: undefined }), /spec\.target: is missing/],
    ['a target as number', object({ target: 99 }), /spec\.target: /],
    [
      'a target of 100',
      object({ target: '100' }),
      /must be a per cent from 0 to below 100/,
    ],
    ['a target in words', object({ target: 'most' }), /must be a per cent/],
    ['no target at all', object({ target: ' ' }), /must be a per cent/],
    [
      'a window in words',
      object({ window: '28 days' }),
      /spec\.window: is not a duration/,
    ],
    ['no window', object({ window: undefined }), /spec\.window: is missing/],
    [
      'no indicator',
      object({ indicator: {} }),
      /spec\.indicator: needs one of ratio.*has none/,
    ],
    [
      'two indicators',
      object({ indicator: { ...ratio, bool_gauge: { metric: 'up' } } }),
      /has several/,
    ],
    [
      'an expression for a metric',
      object({
        indicator: { ratio: { ...ratio.ratio, errors: { metric: 'sum(a)' } } },
      }),
      /errors\.metric: must select series/,
    ],
    [
      'a latency without a bucket',
      object({
        indicator: {
          latency: {
            success: { metric: 'a_bucket{x="1"}' },
            total: { metric: 'a_count' },
          },
        },
      }),
      /success\.metric: must select a bucket/,
    ],
    [
      'a latency without a unit',
      object({
        indicator: {
          latencyNative: { latency: '200', total: { metric: 'a' } },
        },
      }),
      /latency: is not a duration/,
    ],
    ['no name', object({}, { name: '' }), /metadata\.name: must be set/],
  ])('refuses %s', (_, document, message) => {
    const found = read(document, object());
    expect(found).toMatchObject({ claimed: 2, broken: 1 });
    expect(found.slos).toHaveLength(1);
    expect(found.problems.map(it => it.message)).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('passes over other kinds, and reports what it cannot parse', () => {
    expect(
      read({ apiVersion: 'pyrra.dev/v1alpha1', kind: 'Other' }),
    ).toMatchObject({ claimed: 0, problems: [] });
    expect(
      readPyrraDocuments('apiVersion: pyrra.dev/v1alpha1\nspec: [\n', 'x'),
    ).toMatchObject({ claimed: 1, broken: 1 });
  });

  it('never throws, and keeps its counts and bounds, whatever stands in its places', () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(
        fc.record(
          {
            target: fc.oneof(fc.double().map(String), anything),
            window: fc.oneof(
              fc.stringMatching(/^\d{1,3}[ywdhms](\d{1,3}[hms])?$/),
              anything,
            ),
            indicator: fc.oneof(fc.constant(ratio), anything),
            alerting: anything,
          },
          { requiredKeys: [] },
        ),
        changes => {
          const found = readPyrraDocuments(
            JSON.stringify(object(changes)),
            'x.json',
          );
          expect(found.claimed).toBe(found.broken + found.slos.length);
          for (const slo of found.slos) {
            expect(slo.target).toBeGreaterThanOrEqual(0);
            expect(slo.target).toBeLessThan(1);
            expect(slo.window).toMatch(/^[1-9]\d*[mhdw]$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
