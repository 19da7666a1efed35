import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import { evaluateAdmissionPolicy } from './evaluateAdmissionPolicy';
import { readAdmissionPolicies } from './readAdmissionPolicies';

/**
 * The policies of the demo, which the built-in checks name in their parameters.
 */

const directory = resolve(__dirname, '../../../../examples/policies');
const { policies, problems } = readAdmissionPolicies(
  readdirSync(directory).map(source => ({
    source,
    text: readFileSync(join(directory, source), 'utf8'),
  })),
  createPolicyCel(),
);

function judge(policyName: string, document: object) {
  const policy = policies.find(({ name }) => name === policyName)!;
  const [{ object }] = readKubernetesObjects(
    stringify(document),
    'deploy/x.yaml',
    'manifests',
  ).objects;
  return evaluateAdmissionPolicy(policy, object, {
    namespaces: new Map(),
    defaultNamespace: null,
  });
}

const main = { name: 'main', image: 'shop:1.0' };
const deployment = (pod: object, spec: object = { replicas: 2 }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'store' },
  spec: { ...spec, template: { spec: { containers: [main], ...pod } } },
});
const autoscaler = (spec: object) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'shop', namespace: 'store' },
  spec,
});
const budget = (spec: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'shop', namespace: 'store' },
  spec,
});
const role = (...rules: object[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'shop', namespace: 'store' },
  rules,
});
const binding = (name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'shop' },
  roleRef: { kind: 'ClusterRole', name },
});

describe('policies of the demo', () => {
  it('can be read', () => {
    expect(problems).toEqual([]);
    expect(policies.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'allow-disruptions',
        'no-wildcard-roles',
        'own-service-account',
        'require-readiness-probe',
        'spread-replicas',
        'two-replicas',
      ]),
    );
  });

  it.each<[string, string, object, 'pass' | 'fail' | null]>([
    [
      'require-readiness-probe',
      'a probe in each container',
      deployment({ containers: [{ ...main, readinessProbe: {} }] }),
      'pass',
    ],
    [
      'require-readiness-probe',
      'one container without',
      deployment({ containers: [{ ...main, readinessProbe: {} }, main] }),
      'fail',
    ],
    ['two-replicas', 'two', deployment({}), 'pass'],
    ['two-replicas', 'one', deployment({}, { replicas: 1 }), 'fail'],
    ['two-replicas', 'left to an autoscaler', deployment({}, {}), null],
    [
      'two-replicas',
      'an autoscaler from two',
      autoscaler({ minReplicas: 2 }),
      'pass',
    ],
    [
      'two-replicas',
      'an autoscaler from one',
      autoscaler({ minReplicas: 1 }),
      'fail',
    ],
    ['two-replicas', 'an autoscaler that does not say', autoscaler({}), 'fail'],
    [
      'spread-replicas',
      'spread over zones',
      deployment({ topologySpreadConstraints: [{ maxSkew: 1 }] }),
      'pass',
    ],
    [
      'spread-replicas',
      'kept apart',
      deployment({ affinity: { podAntiAffinity: {} } }),
      'pass',
    ],
    ['spread-replicas', 'nothing said', deployment({}), 'fail'],
    [
      'spread-replicas',
      'an empty list',
      deployment({ topologySpreadConstraints: [] }),
      'fail',
    ],
    [
      'spread-replicas',
      'affinity to nodes only',
      deployment({ affinity: { nodeAffinity: {} } }),
      'fail',
    ],
    ['allow-disruptions', 'one may go', budget({ maxUnavailable: 1 }), 'pass'],
    [
      'allow-disruptions',
      'half has to stay',
      budget({ minAvailable: '50%' }),
      'pass',
    ],
    ['allow-disruptions', 'nothing said', budget({}), 'fail'],
    ['allow-disruptions', 'none may go', budget({ maxUnavailable: 0 }), 'fail'],
    [
      'allow-disruptions',
      'all may go',
      budget({ maxUnavailable: '100%' }),
      'fail',
    ],
    [
      'allow-disruptions',
      'none has to stay',
      budget({ minAvailable: 0 }),
      'fail',
    ],
    [
      'allow-disruptions',
      'all have to stay',
      budget({ minAvailable: '100%' }),
      'fail',
    ],
    [
      'own-service-account',
      'none',
      deployment({ automountServiceAccountToken: false }),
      'pass',
    ],
    [
      'own-service-account',
      'its own',
      deployment({ serviceAccountName: 'shop' }),
      'pass',
    ],
    ['own-service-account', 'nothing said', deployment({}), 'fail'],
    [
      'own-service-account',
      'the default one by name',
      deployment({
        serviceAccountName: 'default',
        automountServiceAccountToken: true,
      }),
      'fail',
    ],
    [
      'no-wildcard-roles',
      'what it needs',
      role(
        { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
        { nonResourceURLs: ['/metrics'], verbs: ['get'] },
      ),
      'pass',
    ],
    [
      'no-wildcard-roles',
      'all verbs',
      role({ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }),
      'fail',
    ],
    [
      'no-wildcard-roles',
      'all resources',
      role({ apiGroups: [''], resources: ['*'], verbs: ['get'] }),
      'fail',
    ],
    ['no-wildcard-roles', 'a role of its own', binding('shop'), 'pass'],
    ['no-wildcard-roles', 'everything', binding('cluster-admin'), 'fail'],
  ])('%s: %s', (policy, _name, document, outcome) => {
    expect(judge(policy, document)?.outcome ?? null).toBe(outcome);
  });

  it('name the container without a probe', () => {
    expect(judge('require-readiness-probe', deployment({}))?.message).toBe(
      'No readiness probe: main',
    );
  });
});
