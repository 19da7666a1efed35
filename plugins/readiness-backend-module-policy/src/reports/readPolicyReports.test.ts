import fc from 'fast-check';
import { stringify } from 'yaml';
import { readPolicyReports } from './readPolicyReports';

const report = (change: object = {}) => ({
  apiVersion: 'wgpolicyk8s.io/v1alpha2',
  kind: 'PolicyReport',
  metadata: { name: 'r', namespace: 'store' },
  results: [
    {
      policy: 'require-limits',
      rule: 'limits',
      result: 'fail',
      severity: 'high',
      source: 'kyverno',
      timestamp: { seconds: 1_700_000_000, nanos: -5 },
      resources: [
        { apiVersion: 'v1', kind: 'Pod', name: 'shop', namespace: 'store' },
      ],
    },
  ],
  ...change,
});

const read = (...documents: unknown[]) =>
  readPolicyReports(
    documents.map(it => stringify(it)).join('---\n'),
    'reports/x.yaml',
  );

describe('readPolicyReports', () => {
  it.each([
    ['wgpolicyk8s.io/v1alpha1', 'PolicyReport'],
    ['wgpolicyk8s.io/v1alpha2', 'ClusterPolicyReport'],
    ['wgpolicyk8s.io/v1beta1', 'PolicyReport'],
    ['openreports.io/v1alpha1', 'Report'],
    ['openreports.io/v1alpha1', 'ClusterReport'],
  ])('reads %s %s', (apiVersion, kind) => {
    const found = read(report({ apiVersion, kind }));
    expect(found).toMatchObject({ claimed: 1, broken: 0, problems: [] });
    expect(found.reports[0].results).toEqual([
      {
        policy: 'require-limits',
        rule: 'limits',
        outcome: 'fail',
        severity: 'high',
        source: 'kyverno',
        timestamp: 1_700_000_000_000,
        objects: [{ kind: 'Pod', namespace: 'store', name: 'shop' }],
      },
    ]);
  });

  it('reads lists of kubectl and of an API server, JSON and several documents', () => {
    const { apiVersion, kind, ...bare } = report();
    const found = read(
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [report(), { apiVersion: 'v1', kind: 'Pod' }],
      },
      { apiVersion, kind: `${kind}List`, items: [bare, bare] },
      { apiVersion: 'v1', kind: 'ConfigMap', data: {} },
    );
    expect(found).toMatchObject({ claimed: 3, broken: 0, problems: [] });
    expect(
      readPolicyReports(`\uFEFF${JSON.stringify([report()])}`, 'x.json')
        .reports,
    ).toHaveLength(1);
  });

  it('fills in what adapters leave out', () => {
    const [{ results, kubernetesId, createdAt }] = read(
      report({
        metadata: {
          namespace: 'store',
          labels: { 'backstage.io/kubernetes-id': 'shop' },
          creationTimestamp: '2024-02-03T04:05:06Z',
        },
        source: 'trivy',
        scope: { kind: 'Deployment', name: 'shop' },
        results: [
          { status: 'FAIL', properties: { severity: 'Low' } },
          {
            policy: 'p',
            severity: 'dreadful',
            timestamp: '2024-01-02T03:04:05Z',
          },
          { policy: 'p', result: null, resources: [], timestamp: {} },
          { policy: 'p', subjects: [{ kind: 'Namespace', name: 'other' }] },
        ],
      }),
    ).reports;
    const ofScope = [{ kind: 'Deployment', namespace: 'store', name: 'shop' }];
    expect({ kubernetesId, createdAt }).toEqual({
      kubernetesId: 'shop',
      createdAt: Date.UTC(2024, 1, 3, 4, 5, 6),
    });
    expect(results).toMatchObject([
      {
        policy: 'unnamed',
        rule: null,
        outcome: 'fail',
        severity: 'low',
        source: 'trivy',
        timestamp: null,
        objects: ofScope,
      },
      {
        outcome: null,
        severity: 'medium',
        timestamp: Date.UTC(2024, 0, 2, 3, 4, 5),
        objects: ofScope,
      },
      { outcome: null, timestamp: null, objects: ofScope },
      { objects: [{ kind: 'Namespace', namespace: 'other', name: 'other' }] },
    ]);
    expect(read(report({ results: null })).reports[0].results).toEqual([]);
  });

  it('leaves out a result that is wrong, with its place, and keeps the rest', () => {
    const good = report().results[0];
    const text = stringify(
      report({
        results: [
          good,
          'x',
          { ...good, result: 'maybe' },
          { ...good, resources: {} },
        ],
      }),
    );
    const found = readPolicyReports(text, 'x.yaml');
    expect(found).toMatchObject({ claimed: 1, broken: 0, brokenResults: 3 });
    expect(found.reports[0].results).toHaveLength(1);
    expect(found.problems).toHaveLength(3);
    const { line, column, message } = found.problems[1];
    expect(text.split('\n')[line! - 1].slice(column! - 1)).toBe('maybe');
    expect(message).toMatch(/result/);
  });

  it.each([
    [
      'an unknown version',
      report({ apiVersion: 'wgpolicyk8s.io/v9' }),
      /version wgpolicyk8s\.io\/v9 is not known/,
    ],
    ['results that are no list', report({ results: {} }), /results/],
    ['metadata that is text', report({ metadata: 'x' }), /metadata/],
  ])('refuses %s', (_, document, message) => {
    const found = read(document, report());
    expect(found).toMatchObject({ claimed: 2, broken: 1 });
    expect(found.problems[0].message).toMatch(message);
  });

  it('reports a file that does not parse only if it speaks of reports', () => {
    expect(readPolicyReports('a: [', 'x.yaml').problems).toEqual([]);
    expect(
      readPolicyReports(
        'apiVersion: openreports.io/v1alpha1\nkind: [',
        'x.yaml',
      ),
    ).toMatchObject({ claimed: 1, broken: 1, problems: [{ line: 2 }] });
  });

  it('bounds the number of problems and the size of a file', () => {
    const found = read(report({ results: Array(200).fill(7) }));
    expect(found.brokenResults).toBe(200);
    expect(found.problems).toHaveLength(50);
    const large = readPolicyReports(`#${'x'.repeat(6_000_000)}`, 'x.yaml');
    expect(large.problems[0].message).toMatch(/more than \d+ characters/);
  });

  it('reads sixty thousand results of JSON in a few seconds', () => {
    const [result] = report().results;
    const began = process.cpuUsage().user;
    const found = readPolicyReports(
      JSON.stringify(report({ results: Array(60_000).fill(result) })),
      'x.json',
    );
    expect(found.reports[0].results).toHaveLength(60_000);
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(10_000);
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        fc.jsonValue(),
        fc.constantFrom(
          'metadata',
          'results',
          'scope',
          'source',
          'kind',
          'apiVersion',
        ),
        fc.constantFrom(
          'policy',
          'result',
          'severity',
          'timestamp',
          'resources',
          'subjects',
          'properties',
          'source',
        ),
        (whole, part, field, key, resultKey) => {
          const result = { ...report().results[0], [resultKey]: field };
          const documents = [
            whole,
            report({ [key]: part }),
            report({ results: [result, part] }),
            { apiVersion: 'v1', kind: 'List', items: [part, report()] },
          ];
          const text = JSON.stringify(documents);
          const found = readPolicyReports(text, 'x.json');
          expect(found.claimed).toBe(found.broken + found.reports.length);
          // A key that reaches a prototype makes the whole document unreadable.
          const refused = /"(__proto__|constructor|prototype)"/.test(text);
          expect(found.reports.length).toBeGreaterThanOrEqual(refused ? 0 : 2);
          for (const { results } of found.reports) {
            for (const it of results) {
              expect(it.objects.length).toBeGreaterThan(0);
              expect(
                it.timestamp === null || Number.isFinite(it.timestamp),
              ).toBe(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
