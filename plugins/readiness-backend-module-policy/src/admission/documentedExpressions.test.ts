import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import { evaluateAdmissionPolicy } from './evaluateAdmissionPolicy';
import { readAdmissionPolicies } from './readAdmissionPolicies';

/**
 * The two tables of expressions in the documentation, held against the code.
 */

const cel = createPolicyCel();
const page = readFileSync(
  resolve(__dirname, '../../../../docs/collectors/policy.md'),
  'utf8',
);

/** The rows of the table behind a mark, cell by cell. */
function tableBehind(mark: string): string[][] {
  const rows = page
    .slice(page.indexOf(`<!-- ${mark} -->`))
    .split('\n')
    .slice(1);
  const first = rows.findIndex(row => row.startsWith('|'));
  const end = rows.findIndex((row, index) => index > first && row === '');
  return rows.slice(first + 2, end).map(row =>
    row
      .replaceAll('\\|', '\u0000')
      .split('|')
      .slice(1, -1)
      .map(cell => cell.replaceAll('\u0000', '|').trim()),
  );
}

const code = (cell: string) => /`(.+)`/.exec(cell)?.[1] ?? '';

function judge(expression: string) {
  const documents = [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'p' },
      spec: {
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['deployments'],
            },
          ],
        },
        validations: [{ expression }],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'p' },
      spec: { policyName: 'p', validationActions: ['Deny'] },
    },
  ];
  const { policies } = readAdmissionPolicies(
    [
      {
        source: 'p.yaml',
        text: documents.map(it => stringify(it)).join('---\n'),
      },
    ],
    cel,
  );
  const [{ object }] = readKubernetesObjects(
    stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: 'store' },
      spec: {
        replicas: 3,
        template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } },
      },
    }),
    'deploy/x.yaml',
    'manifests',
  ).objects;
  return evaluateAdmissionPolicy(policies[0], object, {
    namespaces: new Map(),
    defaultNamespace: null,
  });
}

describe('expressions in the documentation', () => {
  it.each(tableBehind('expressions that run'))('run: %s', (_, cell) => {
    expect(judge(code(cell))).toEqual({ outcome: 'pass', message: '' });
  });

  it.each(tableBehind('expressions that give unknown'))(
    'give unknown: %s',
    (cell, _, named) => {
      expect(judge(code(cell))).toEqual({
        outcome: 'unknown',
        message: expect.stringContaining(code(named)),
      });
    },
  );

  it('are there', () => {
    expect(tableBehind('expressions that run').length).toBeGreaterThan(10);
    expect(tableBehind('expressions that give unknown').length).toBeGreaterThan(
      10,
    );
  });
});
