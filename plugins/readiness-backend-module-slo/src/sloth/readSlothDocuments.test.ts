import fc from 'fast-check';
import { stringify } from 'yaml';
import { readSlothDocuments } from './readSlothDocuments';

const slo = (changes: object = {}) => ({
  name: 'answered',
  objective: 99.9,
  description: 'Orders are answered.',
  sli: {
    events: {
      error_query: 'sum(rate(orders_total{code=~"5.."}[{{.window}}]))',
      total_query: 'sum(rate(orders_total[{{ .window }}]))',
    },
  },
  alerting: {
    name: 'OrdersBurn',
    labels: { team: 'orders' },
    annotations: { runbook: 'docs/runbook.md' },
    page_alert: { labels: { severity: 'PageTeam' } },
    ticket_alert: { annotations: { runbook_url: 'https://example.org/r' } },
  },
  ...changes,
});

const file = (changes: object = {}) => ({
  version: 'prometheus/v1',
  service: 'orders',
  slos: [slo()],
  ...changes,
});

const object = (spec: object) => ({
  apiVersion: 'sloth.slok.dev/v1',
  kind: 'PrometheusServiceLevel',
  metadata: { name: 'orders', annotations: { a: 'b' } },
  spec: { service: 'orders', ...spec },
});

const read = (...documents: unknown[]) =>
  readSlothDocuments(
    documents.map(document => stringify(document)).join('---\n'),
    'sloth/orders.yaml',
  );

describe('readSlothDocuments', () => {
  it('reads the file format with events, and the alerts that Sloth makes', () => {
    const found = read(file());
    expect(found).toMatchObject({ claimed: 1, broken: 0, problems: [] });
    expect(found.slos).toEqual([
      {
        name: 'answered',
        service: 'orders',
        target: 0.999,
        window: '30d',
        description: 'Orders are answered.',
        metadata: { annotations: undefined, labels: undefined },
        burnRateAlert: true,
        alerts: [
          {
            name: 'OrdersBurn',
            severity: 'pageteam',
            paging: true,
            runbook: 'docs/runbook.md',
            burnRate: true,
          },
          {
            name: 'OrdersBurn',
            severity: 'ticket',
            paging: false,
            runbook: 'https://example.org/r',
            burnRate: true,
          },
        ],
        measure: {
          kind: 'counts',
          of: 'bad',
          part: {
            form: 'windowed',
            query: 'sum(rate(orders_total{code=~"5.."}[{{.window}}]))',
          },
          total: {
            form: 'windowed',
            query: 'sum(rate(orders_total[{{ .window }}]))',
          },
        },
        source: 'sloth/orders.yaml',
        line: 4,
        column: 5,
      },
    ]);
  });

  it('reads the Kubernetes object, in lists too, by its own names', () => {
    const written = object({
      slos: [
        {
          name: 'raw',
          objective: 95,
          sli: { raw: { errorRatioQuery: 'errors:ratio[{{.window}}]' } },
          alerting: {
            pageAlert: { disable: true },
            ticketAlert: { disable: true },
          },
        },
        {
          name: 'plugged',
          objective: 99,
          sli: { plugin: { id: 'ours', options: { job: 'orders' } } },
          alerting: { name: 'Burns', page_alert: { disable: true } },
        },
      ],
    });
    const found = read({ kind: 'List', apiVersion: 'v1', items: [written] });
    expect(found).toMatchObject({ claimed: 1, broken: 0, problems: [] });
    expect(found.slos).toMatchObject([
      {
        name: 'raw',
        target: 0.95,
        burnRateAlert: false,
        alerts: [],
        metadata: { annotations: { a: 'b' } },
        measure: { kind: 'share', of: 'bad' },
      },
      {
        name: 'plugged',
        // The names of the file mean nothing here: nothing is disabled.
        alerts: [{ severity: 'page' }, { severity: 'ticket' }],
        measure: { kind: 'recorded', slothId: 'orders-plugged' },
      },
    ]);
  });

  it('reads an object that says no more than its name', () => {
    const plugged = object({
      slos: [
        {
          name: 'a',
          objective: 9,
          sli: { plugin: { id: 'x' } },
          alerting: { name: 'b' },
        },
      ],
    });
    expect(read({ ...plugged, metadata: { name: 'orders' } })).toMatchObject({
      broken: 0,
      slos: [{ name: 'a', target: 0.09 }],
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['no service', file({ service: undefined }), /service: is missing/],
    ['an empty service', file({ service: ' ' }), /service: must not be empty/],
    ['no SLO', file({ slos: [] }), /slos: must hold at least one SLO/],
    [
      'an objective above 100',
      file({ slos: [slo({ objective: 101 })] }),
      /slos\[0\]\.objective: must be a per cent below 100/,
    ],
    [
      'an objective of 0',
      file({ slos: [slo({ objective: 0 })] }),
      /slos\[0\]\.objective: must be above 0/,
    ],
    [
      'no indicator',
      file({ slos: [slo({ sli: {} })] }),
      /slos\[0\]\.sli: needs one of events, raw and plugin, and has none/,
    ],
    [
      'two indicators',
      file({ slos: [slo({ sli: { ...slo().sli, plugin: { id: 'x' } } })] }),
      /has several/,
    ],
    [
      'a query without a window',
      file({
        slos: [
          slo({ sli: { events: { error_query: 'a', total_query: 'b' } } }),
        ],
      }),
      /error_query: has no place for the window/,
    ],
    [
      'alerts without a name',
      file({ slos: [slo({ alerting: { page_alert: { disable: true } } })] }),
      /slos\[0\]\.alerting\.name: is missing/,
    ],
    [
      'no word on alerts',
      file({ slos: [slo({ alerting: undefined })] }),
      /alerting/,
    ],
    [
      'one name twice',
      file({ slos: [slo(), slo()] }),
      /slos\[1\]\.name: is the name of another SLO/,
    ],
    [
      'a wrong object',
      object({ service: '', slos: [] }),
      /spec\.service: must not be empty.*spec\.slos/,
    ],
  ])('refuses %s', (_, document, message) => {
    const found = read(document, file());
    expect(found).toMatchObject({ claimed: 2, broken: 1 });
    expect(found.slos).toHaveLength(1);
    expect(found.problems).toHaveLength(1);
    expect(found.problems[0]).toMatchObject({
      source: 'sloth/orders.yaml',
      reporter: 'slo',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [
      'alert windows',
      { apiVersion: 'sloth.slok.dev/v1', kind: 'AlertWindows' },
    ],
    ['OpenSLO', { apiVersion: 'openslo/v1', kind: 'SLO' }],
    ['text', 'prometheus/v1'],
  ])('passes over %s in silence', (_, document) => {
    expect(read(document)).toMatchObject({ claimed: 0, problems: [] });
  });

  it('reports a file of it that cannot be parsed, and no other', () => {
    const broken = 'version: prometheus/v1\nslos: [\n';
    expect(readSlothDocuments(broken, 'a.yaml')).toMatchObject({
      claimed: 1,
      broken: 1,
      problems: [{ source: 'a.yaml' }],
    });
    expect(readSlothDocuments('groups: [\n', 'a.yaml').problems).toEqual([]);
  });

  it('never throws, and keeps its counts and bounds, whatever stands in its places', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.record(
          {
            name: fc.oneof(fc.constant('a'), anything),
            objective: fc.oneof(fc.double({ noNaN: true }), anything),
            sli: fc.oneof(fc.constant(slo().sli), anything),
            alerting: fc.oneof(fc.constant(slo().alerting), anything),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        (changed, kubernetes) => {
          const slos = [{ ...slo(), ...changed }];
          const found = readSlothDocuments(
            JSON.stringify(kubernetes ? object({ slos }) : file({ slos })),
            'x.json',
          );
          expect(found.claimed).toBe(found.broken + found.slos.length);
          expect(found.problems.length).toBe(found.broken);
          for (const { target, name, alerts } of found.slos) {
            expect(target).toBeGreaterThanOrEqual(0);
            expect(target).toBeLessThan(1);
            expect(name.length).toBeLessThanOrEqual(253);
            expect(alerts.every(alert => alert.name !== '')).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
