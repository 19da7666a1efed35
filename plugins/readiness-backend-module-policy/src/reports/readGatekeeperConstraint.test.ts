import { stringify } from 'yaml';
import { readPolicyReports } from './readPolicyReports';

const constraint = (status: unknown, metadata: object = {}) => ({
  apiVersion: 'constraints.gatekeeper.sh/v1beta1',
  kind: 'K8sRequiredLabels',
  metadata: { name: 'need-team', ...metadata },
  spec: { enforcementAction: 'deny' },
  status,
});
const violation = (name: string, more: object = {}) => ({
  enforcementAction: 'deny',
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'store',
  name,
  message: 'you must provide labels: {"team"}',
  ...more,
});

const read = (...documents: unknown[]) =>
  readPolicyReports(
    documents.map(it => stringify(it)).join('---\n'),
    'constraints.yaml',
  );

describe('readPolicyReports over constraints of Gatekeeper', () => {
  it('takes the violations of an audit out of a list', () => {
    const found = read({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        constraint(
          {
            auditTimestamp: '2026-02-01T10:00:00Z',
            totalViolations: 2,
            violations: [
              violation('shop'),
              violation('store', { kind: 'Namespace', namespace: undefined }),
            ],
          },
          { annotations: { 'policies.example.org/severity': 'High' } },
        ),
      ],
    });
    expect(found).toMatchObject({ claimed: 1, broken: 0, problems: [] });
    const result = {
      policy: 'K8sRequiredLabels',
      rule: 'need-team',
      outcome: 'fail',
      severity: 'high',
      source: 'gatekeeper',
      timestamp: null,
    };
    expect(found.reports).toEqual([
      {
        name: 'need-team',
        kubernetesId: null,
        appName: null,
        createdAt: Date.parse('2026-02-01T10:00:00Z'),
        results: [
          {
            ...result,
            objects: [{ kind: 'Deployment', namespace: 'store', name: 'shop' }],
          },
          {
            ...result,
            objects: [{ kind: 'Namespace', namespace: 'store', name: 'store' }],
          },
        ],
      },
    ]);
  });

  it('says where violations are not listed, and what cannot be read', () => {
    const { problems, broken, reports } = read(
      constraint({ totalViolations: 350, violations: [violation('shop')] }),
      constraint({ violations: [{ kind: 3 }] }),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0].results[0].severity).toBe('medium');
    expect(broken).toBe(1);
    expect(problems.map(it => [it.line, it.message])).toEqual([
      [7, expect.stringContaining('lists 1 of 350 violations')],
      [26, expect.stringContaining('violations[0].kind')],
    ]);
  });

  it('is silent about constraints that were not audited', () => {
    expect(
      read(constraint(undefined), constraint({ byPod: [] })),
    ).toMatchObject({ claimed: 0, problems: [], reports: [] });
  });
});
