import fc from 'fast-check';
import { stringify } from 'yaml';
import { readOpenSloDocuments } from './readOpenSloDocuments';

type Changes = Record<string, unknown>;

/** Sets values by paths such as `spec.objectives.0.target`; undefined takes the key away. */
function change<T extends object>(document: T, changes: Changes): T {
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    let at: unknown = document;
    for (const step of steps) {
      at = (at as Changes | null | undefined)?.[step];
    }
    if (typeof at === 'object' && at !== null) {
      (at as Changes)[last] = structuredClone(value);
    }
  }
  return document;
}

/** A complete SLO, changed as asked. */
const slo = (changes: Changes = {}) =>
  change(
    {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'orders-answered', displayName: 'Orders are answered' },
      spec: {
        service: 'orders',
        indicator: {
          metadata: { name: 'orders-good' },
          spec: {
            ratioMetric: {
              counter: true,
              good: {
                metricSource: { type: 'Prometheus', spec: { query: 'g' } },
              },
              total: {
                metricSource: { type: 'Prometheus', spec: { query: 't' } },
              },
            },
          },
        },
        timeWindow: [{ duration: '28d', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ displayName: 'All', target: 0.99 }],
      },
    },
    changes,
  );

const read = (...documents: unknown[]) =>
  readOpenSloDocuments(
    documents.map(document => stringify(document)).join('---\n'),
    'slo/orders.yaml',
  );

describe('readOpenSloDocuments', () => {
  it('reads documents, lists of documents and JSON', () => {
    const condition = {
      apiVersion: 'openslo/v1',
      kind: 'AlertCondition',
      metadata: { name: 'fast' },
      spec: {
        severity: 'page',
        condition: { kind: 'burnrate', threshold: 14.4, lookbackWindow: '1h' },
      },
    };
    const policy = {
      apiVersion: 'openslo/v1',
      kind: 'AlertPolicy',
      metadata: { name: 'page' },
      spec: {
        conditions: [{ conditionRef: 'fast' }],
        notificationTargets: [{ targetRef: 'pager' }],
      },
    };
    const found = read([slo(), condition], policy);
    expect(found).toMatchObject({ claimed: 3, broken: 0, problems: [] });
    expect(found.slos[0]).toMatchObject({
      name: 'orders-answered',
      source: 'slo/orders.yaml',
      line: 1,
    });
    expect(found.alertConditions.map(it => it.name)).toEqual(['fast']);
    expect(found.alertPolicies.map(it => it.name)).toEqual(['page']);

    const json = readOpenSloDocuments(JSON.stringify([slo()]), 'x.json');
    expect(json).toMatchObject({ claimed: 1, broken: 0 });
  });

  it.each<[string, unknown]>([
    ['another version', { apiVersion: 'openslo/v1alpha', kind: 'SLO' }],
    ['a later version', { apiVersion: 'openslo.com/v2alpha', kind: 'SLO' }],
    ['Sloth', { version: 'prometheus/v1', service: 'x', slos: [] }],
    [
      'Pyrra',
      { apiVersion: 'pyrra.dev/v1alpha1', kind: 'ServiceLevelObjective' },
    ],
    ['Kubernetes', { apiVersion: 'v1', kind: 'Service', metadata: {} }],
    ['text', 'openslo/v1'],
  ])('passes over %s in silence', (_, document) => {
    expect(read(document)).toMatchObject({ claimed: 0, problems: [] });
  });

  it('passes over a broken file that is not OpenSLO, and reports one that is', () => {
    expect(
      readOpenSloDocuments('groups: [\n', 'slo/rules.yaml').problems,
    ).toEqual([]);
    const broken = readOpenSloDocuments(
      'apiVersion: openslo/v1\nkind: SLO\nmetadata:\n\tname: x\n',
      'slo/x.yaml',
    );
    expect(broken).toMatchObject({ claimed: 1, broken: 1 });
    expect(broken.problems[0]).toMatchObject({
      subject: 'file',
      name: 'slo/x.yaml',
      source: 'slo/x.yaml',
      reporter: 'slo',
      line: 4,
      column: 1,
      message: expect.stringMatching(/cannot be read.*[Tt]ab/),
    });
  });

  it.each<[string, Changes, RegExp]>([
    ['no kind', { kind: undefined }, /needs a kind/],
    ['another kind', { kind: 'SLA' }, /needs a kind: one of SLO/],
    ['no name', { 'metadata.name': undefined }, /metadata\.name: is missing/],
    ['no spec', { spec: undefined }, /spec: is missing/],
    [
      'a percentage as target',
      { 'spec.objectives.0.target': 99.5 },
      /objectives\[0\]\.target: must be a fraction below 1/,
    ],
    [
      'a target of 1',
      { 'spec.objectives.0.target': 1 },
      /objectives\[0\]\.target/,
    ],
    [
      'a target as text',
      { 'spec.objectives.0.target': '0.99' },
      /expected number, received string/,
    ],
    [
      'a negative target',
      { 'spec.objectives.0.target': -0.1 },
      /objectives\[0\]\.target/,
    ],
    [
      'both kinds of target',
      { 'spec.objectives.0.targetPercent': 99 },
      /targetPercent: excludes target/,
    ],
    [
      'a target of 100 %',
      { 'spec.objectives': [{ targetPercent: 100 }] },
      /targetPercent: must be below 100/,
    ],
    [
      'two time windows',
      { 'spec.timeWindow.1': { duration: '1w' } },
      /exactly one time window/,
    ],
    [
      'a window in words',
      { 'spec.timeWindow.0.duration': '28 days' },
      /duration shorthand/,
    ],
    [
      'a rolling window with a calendar',
      { 'spec.timeWindow.0.calendar': { startTime: '2022-01-01' } },
      /no calendar/,
    ],
    [
      'another budgeting method',
      { 'spec.budgetingMethod': 'Occurences' },
      /budgetingMethod: Invalid option/,
    ],
    [
      'an indicator and a reference',
      { 'spec.indicatorRef': 'other' },
      /indicatorRef: excludes indicator/,
    ],
    [
      'two metrics in one indicator',
      { 'spec.indicator.spec.thresholdMetric': {} },
      /ratioMetric: excludes thresholdMetric/,
    ],
    [
      'good and bad',
      { 'spec.indicator.spec.ratioMetric.bad': {} },
      /bad: excludes good/,
    ],
    [
      'a condition of another kind',
      {
        'spec.alertPolicies': [
          { spec: { conditions: [{ spec: { condition: { kind: 'rate' } } }] } },
        ],
      },
      /kind: must be burnrate/,
    ],
    [
      'two conditions in one policy',
      { 'spec.alertPolicies': [{ spec: { conditions: [{}, {}] } }] },
      /takes one condition/,
    ],
    [
      'a stored ratio beside a counted one',
      {
        'spec.indicator.spec.ratioMetric.raw': {},
        'spec.indicator.spec.ratioMetric.total': undefined,
      },
      /good: excludes raw/,
    ],
    ['a list for a map', { 'spec.indicator': [] }, /indicator/],
    ['a long description', { 'spec.description': 'x'.repeat(1_051) }, /1,050/],
  ])('refuses %s', (_, changes, message) => {
    const found = read(slo(changes), slo());
    expect(found).toMatchObject({ claimed: 2, broken: 1 });
    expect(found.slos).toHaveLength(1);
    expect(found.problems).toHaveLength(1);
    expect(found.problems[0].message).toMatch(message);
  });

  it('reads every kind, and says what each lacks', () => {
    const of = (kind: string, spec: object | undefined = {}) => ({
      apiVersion: 'openslo/v1',
      kind,
      metadata: { name: 'x' },
      spec,
    });
    const found = read(
      of('DataSource', { type: 'Prometheus', connectionDetails: [{ url: 1 }] }),
      of('DataSource'),
      of('Service'),
      of('SLI'),
      of('SLI', { ratioMetric: { good: {} } }),
      of('SLI', {
        ratioMetric: { raw: { metricSource: { metricSourceRef: 'a' } } },
      }),
      of('AlertPolicy', { conditions: [{}], notificationTargets: [{}] }),
      of('AlertCondition', { condition: {} }),
      of('AlertNotificationTarget', { target: 'pager' }),
      of('AlertNotificationTarget'),
    );
    expect(found).toMatchObject({ claimed: 10, broken: 0 });
    expect(found.dataSources.map(it => it.spec.type)).toEqual([
      'Prometheus',
      undefined,
    ]);
    expect(found.services).toHaveLength(1);
    expect(found.notificationTargets).toHaveLength(2);
    expect(
      found.problems.map(({ message }) =>
        message.replace(' x lacks what OpenSLO v1 asks for', ''),
      ),
    ).toEqual([
      'The DataSource: spec.type.',
      'The SLI: spec.thresholdMetric or spec.ratioMetric.',
      'The SLI: spec.ratioMetric.total, spec.ratioMetric.good.metricSource.',
      'The SLI: spec.ratioMetric.rawType, spec.ratioMetric.raw.metricSource.spec.',
      'The AlertPolicy: spec.conditions[0].conditionRef, spec.notificationTargets[0].targetRef.',
      'The AlertCondition: spec.severity, spec.condition.threshold, spec.condition.lookbackWindow.',
      'The AlertNotificationTarget: spec.target.',
    ]);
  });

  it('takes the length of a time slice in minutes, as the specification does', () => {
    const sliced = (timeSliceWindow: unknown) =>
      slo({
        'spec.budgetingMethod': 'Timeslices',
        'spec.objectives': [
          { target: 0.9, timeSliceTarget: 0.9, timeSliceWindow },
        ],
      });
    expect(read(sliced(5), sliced('5m'))).toMatchObject({
      broken: 0,
      problems: [],
    });
    expect(read(sliced(0)).problems[0].message).toMatch(
      /timeSliceWindow: Too small/,
    );
    expect(read(sliced('soon')).problems[0].message).toMatch(
      /timeSliceWindow: /,
    );
  });

  it('points at the wrong value', () => {
    const text = stringify(slo({ 'spec.objectives.0.target': 99.5 }));
    const [problem] = readOpenSloDocuments(text, 'x.yaml').problems;
    const lines = text.split('\n');
    expect(lines[problem.line! - 1].slice(problem.column! - 1)).toBe('99.5');
  });

  it('reads an SLO that is not complete, and says what it lacks', () => {
    const found = read(
      slo({
        'spec.timeWindow': undefined,
        'spec.service': undefined,
        'spec.budgetingMethod': 'Timeslices',
        'spec.objectives': [{}],
        'spec.alertPolicies': null,
      }),
    );
    expect(found).toMatchObject({ claimed: 1, broken: 0 });
    expect(found.slos).toHaveLength(1);
    expect(found.problems[0].message).toBe(
      'The SLO orders-answered lacks what OpenSLO v1 asks for: spec.service, spec.timeWindow, spec.objectives[0].target or spec.objectives[0].targetPercent, spec.objectives[0].timeSliceTarget, spec.objectives[0].timeSliceWindow.',
    );
  });

  it('never throws and keeps its counts, whatever is put in whatever place', () => {
    const paths: string[][] = [];
    const walk = (value: unknown, path: string[]) => {
      paths.push(path);
      if (typeof value === 'object' && value !== null) {
        Object.entries(value).forEach(([key, child]) =>
          walk(child, [...path, key]),
        );
      }
    };
    walk(slo(), []);
    const wrong = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(1e300, -0, '', 'x'.repeat(5_000), [], {}, null),
      fc.constant(Array(200).fill({})),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...paths.slice(1)), wrong), {
          minLength: 1,
          maxLength: 3,
        }),
        changes => {
          const document = slo();
          changes.forEach(([path, value]) =>
            change(document, { [path.join('.')]: value }),
          );
          const text = JSON.stringify([document, slo()]);
          const found = readOpenSloDocuments(text, 'x.json');
          expect(found.claimed - found.broken).toBe(
            found.slos.length +
              found.indicators.length +
              found.alertPolicies.length +
              found.alertConditions.length +
              found.notificationTargets.length +
              found.dataSources.length +
              found.services.length,
          );
          // A key that reaches a prototype makes the whole document unreadable.
          const refused = /"(__proto__|constructor|prototype)"/.test(text);
          expect(found.slos.length).toBeGreaterThanOrEqual(refused ? 0 : 1);
          expect(found.problems.length).toBeGreaterThanOrEqual(found.broken);
          for (const problem of found.problems) {
            expect(problem.message.length).toBeLessThanOrEqual(1_000);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
