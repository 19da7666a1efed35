import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import { stringify } from 'yaml';
import { readAdmissionPolicies } from './readAdmissionPolicies';

const cel = createPolicyCel();
const readAlone = (...texts: string[]) =>
  readAdmissionPolicies(
    texts.map((text, index) => ({ source: `policies/${index}.yaml`, text })),
    cel,
  );

const bindings = ['a', 'b', 'c', 'good', 'odd', 'p']
  .map(name =>
    stringify({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    }),
  )
  .join('---\n');
const read = (...texts: string[]) => readAlone(...texts, bindings);

const policy = (name: string, change: object = {}, version = 'v1') => ({
  apiVersion: `admissionregistration.k8s.io/${version}`,
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name },
  spec: {
    matchConstraints: { resourceRules: [] },
    validations: [{ expression: 'true' }],
    ...change,
  },
});

describe('readAdmissionPolicies', () => {
  it('reads all versions, lists and several files, sorted by name', () => {
    const { policies, problems } = read(
      stringify(policy('c', {}, 'v1beta1')),
      stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [policy('b', {}, 'v1alpha1'), policy('a')],
      }),
      stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x' },
      }),
    );
    expect(problems).toEqual([]);
    expect(policies.map(it => it.name)).toEqual(['a', 'b', 'c']);
  });

  it('says where a document is broken, and keeps the others', () => {
    const broken = stringify(
      policy('broken', { validations: [{ message: 'x' }] }),
    );
    const { policies, problems } = read(
      `${broken}---\n${stringify(
        policy('good'),
      )}---\napiVersion: v1\nkind: [\n`,
      stringify(policy('good')),
    );
    expect(policies.map(it => it.name)).toEqual(['good']);
    expect(problems).toEqual([
      expect.objectContaining({
        source: 'policies/0.yaml',
        message: expect.stringContaining('cannot be read'),
      }),
      expect.objectContaining({
        subject: 'definition',
        name: 'broken',
        source: 'policies/0.yaml',
        line: 9,
        message: expect.stringMatching(
          /validations\[0\]\.expression: is missing/,
        ),
      }),
      expect.objectContaining({
        source: 'policies/1.yaml',
        message: expect.stringContaining('already there'),
      }),
    ]);
  });

  it('keeps a policy with an expression that cannot run, and points at it', () => {
    const { policies, problems } = read(
      stringify(
        policy('odd', {
          validations: [
            { expression: 'true' },
            { expression: '"a".find("x") == ""' },
          ],
        }),
      ),
    );
    expect(policies).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({
        name: 'odd',
        line: 10,
        message: expect.stringContaining('find'),
      }),
    ]);
  });

  it('leaves out a policy that no binding names, and says so', () => {
    const { policies, problems, unread } = readAlone(
      stringify(policy('a')),
      stringify(policy('d')),
      bindings,
    );
    expect(policies.map(it => it.name)).toEqual(['a']);
    expect(problems).toEqual([
      expect.objectContaining({
        subject: 'definition',
        name: 'd',
        source: 'policies/1.yaml',
        line: 4,
        message: expect.stringMatching(/not in force/),
      }),
    ]);
    expect(unread).toEqual([]);
  });

  it('takes a ValidatingPolicy of Kyverno for one with a binding', () => {
    const kyverno = {
      ...policy('k', { validationActions: ['Audit'] }),
      apiVersion: 'policies.kyverno.io/v1alpha1',
      kind: 'ValidatingPolicy',
    };
    const { policies, problems } = readAlone(stringify(kyverno));
    expect(problems).toEqual([]);
    expect(policies).toMatchObject([
      { name: 'k', bindings: [{ severity: 'low', params: null }] },
    ]);
  });

  it.each([
    ['kyverno.io/v1', 'ClusterPolicy', /Kyverno alone.*policy\.reports/],
    ['policies.kyverno.io/v1', 'ImageValidatingPolicy', /Kyverno alone/],
    ['templates.gatekeeper.sh/v1', 'ConstraintTemplate', /policy\.rego/],
    [
      'admissionregistration.k8s.io/v1alpha1',
      'MutatingAdmissionPolicy',
      /judges none/,
    ],
  ])('says why %s %s is not run', (apiVersion, kind, message) => {
    const { policies, problems, unread } = readAlone(
      stringify({ apiVersion, kind, metadata: { name: 'x' }, spec: {} }),
    );
    expect({ policies, unread }).toEqual({ policies: [], unread: [] });
    expect(problems).toEqual([
      expect.objectContaining({
        name: 'x',
        line: 2,
        message: expect.stringMatching(message),
      }),
    ]);
  });

  it.each([
    ['no constraints', { matchConstraints: undefined }, /matchConstraints/],
    ['no validation', { validations: [] }, /needs a validation/],
    [
      'a variable that is no identifier',
      { variables: [{ name: '__proto__.x', expression: '1' }] },
      /CEL identifier/,
    ],
    [
      'an unknown operator',
      {
        matchConstraints: {
          objectSelector: {
            matchExpressions: [{ key: 'a', operator: 'Like' }],
          },
        },
      },
      /operator/,
    ],
  ])('refuses %s', (_, change, message) => {
    const { policies, problems } = read(stringify(policy('p', change)));
    expect(policies).toEqual([]);
    expect(problems[0].message).toMatch(message);
  });
});
