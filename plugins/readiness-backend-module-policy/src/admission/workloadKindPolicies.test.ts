import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import { evaluateAdmissionPolicy } from './evaluateAdmissionPolicy';
import { readAdmissionPolicies } from './readAdmissionPolicies';

const cel = createPolicyCel();

/** A policy of the demo, as it is shipped. */
function readPolicy(name: string) {
  const path = resolve(__dirname, '../../../../examples/policies', name);
  const { policies, problems } = readAdmissionPolicies(
    [{ source: name, text: readFileSync(path, 'utf8') }],
    cel,
  );
  expect(problems).toEqual([]);
  return policies[0];
}

/** What a policy says of the first manifest, beside all of them. */
function judge(name: string, ...manifests: unknown[]) {
  const objects = readKubernetesObjects(
    manifests.map(it => stringify(it)).join('---\n'),
    'deploy/all.yaml',
    'manifests',
  ).objects.map(({ object }) => object);
  return evaluateAdmissionPolicy(readPolicy(name), objects[0], {
    namespaces: new Map(),
    defaultNamespace: null,
    manifests: objects,
  });
}

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' };

describe('one-autoscaler-a-metric', () => {
  const vertical = (spec: object = {}) => ({
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'shop' },
    spec: { targetRef: target, ...spec },
  });
  const horizontal = (spec: object = {}) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'shop-peaks' },
    spec: { scaleTargetRef: target, minReplicas: 2, maxReplicas: 9, ...spec },
  });
  const on = (...names: string[]) => ({
    metrics: names.map(name => ({
      type: 'Resource',
      resource: { name, target: { type: 'Utilization' } },
    })),
  });
  const changing = (...controlledResources: string[]) => ({
    resourcePolicy: {
      containerPolicies: [{ containerName: 'main', controlledResources }],
    },
  });

  it.each<[string, object, object[], string | undefined]>([
    ['both on cpu, by default', vertical(), [horizontal()], 'fail'],
    ['both on memory', vertical(), [horizontal(on('memory'))], 'fail'],
    [
      'both on the cpu of one container',
      vertical(),
      [
        horizontal({
          metrics: [
            {
              type: 'ContainerResource',
              containerResource: { name: 'cpu', container: 'main' },
            },
          ],
        }),
      ],
      'fail',
    ],
    ['one each', vertical(changing('memory')), [horizontal(on('cpu'))], 'pass'],
    [
      'the same although it is written out',
      vertical(changing('cpu', 'memory')),
      [horizontal(on('cpu'))],
      'fail',
    ],
    [
      'a container that is left alone',
      vertical({
        resourcePolicy: {
          containerPolicies: [{ containerName: '*', mode: 'Off' }],
        },
      }),
      [horizontal()],
      'pass',
    ],
    [
      'a policy that only bounds',
      vertical({
        resourcePolicy: {
          containerPolicies: [
            { containerName: '*', maxAllowed: { memory: '1Gi' } },
          ],
        },
      }),
      [horizontal()],
      'fail',
    ],
    [
      'scaled on a queue',
      vertical(),
      [horizontal({ metrics: [{ type: 'External', external: {} }] })],
      'pass',
    ],
    [
      'another workload',
      vertical(),
      [horizontal({ scaleTargetRef: { ...target, name: 'till' } })],
      'pass',
    ],
    [
      'one of two that clashes',
      vertical(changing('memory')),
      [horizontal(on('cpu')), horizontal(on('memory'))],
      'fail',
    ],
    ['no horizontal one', vertical(), [], undefined],
    [
      'one that only recommends',
      vertical({ updatePolicy: { updateMode: 'Off' } }),
      [horizontal()],
      undefined,
    ],
    [
      'a horizontal one of an older version',
      vertical(),
      [{ ...horizontal(), apiVersion: 'autoscaling/v1' }],
      'unknown',
    ],
  ])('%s', (_, first, others, outcome) => {
    expect(
      judge('one-autoscaler-a-metric.yaml', first, ...others)?.outcome,
    ).toBe(outcome);
  });

  it('names both', () => {
    expect(
      judge('one-autoscaler-a-metric.yaml', vertical(), horizontal())?.message,
    ).toBe(
      'HorizontalPodAutoscaler shop-peaks scales on what this one changes: cpu.',
    );
  });
});

describe('single-writer-volumes', () => {
  const deployment = (replicas: number | undefined, claimName?: string) => ({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { name: 'shop' },
    spec: {
      replicas,
      template: {
        spec: {
          containers: [],
          ...(claimName && {
            volumes: [
              { name: 'tmp', emptyDir: {} },
              { name: 'data', persistentVolumeClaim: { claimName } },
            ],
          }),
        },
      },
    },
  });
  const claim = (name: string, ...accessModes: string[]) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes },
  });

  it.each<[string, object, object[], string | undefined]>([
    [
      'two replicas, one writer',
      deployment(2, 'data'),
      [claim('data', 'ReadWriteOnce')],
      'fail',
    ],
    [
      'two replicas, a writer that is one pod',
      deployment(2, 'data'),
      [claim('data', 'ReadWriteOncePod')],
      'fail',
    ],
    [
      'two replicas, many writers',
      deployment(2, 'data'),
      [claim('data', 'ReadWriteOnce', 'ReadWriteMany')],
      'pass',
    ],
    [
      'two replicas that only read',
      deployment(2, 'data'),
      [claim('data', 'ReadOnlyMany')],
      'pass',
    ],
    [
      'another claim with one writer',
      deployment(2, 'data'),
      [claim('data', 'ReadWriteMany'), claim('else', 'ReadWriteOnce')],
      'pass',
    ],
    [
      'one replica',
      deployment(1, 'data'),
      [claim('data', 'ReadWriteOnce')],
      undefined,
    ],
    [
      'replicas left to an autoscaler',
      deployment(undefined, 'data'),
      [claim('data', 'ReadWriteOnce')],
      undefined,
    ],
    ['no claim', deployment(2), [claim('data', 'ReadWriteOnce')], undefined],
    [
      'a claim that is nowhere to be seen',
      deployment(2, 'data'),
      [],
      'unknown',
    ],
  ])('%s', (_, first, others, outcome) => {
    expect(judge('single-writer-volumes.yaml', first, ...others)?.outcome).toBe(
      outcome,
    );
  });

  it('says what is shared', () => {
    expect(
      judge(
        'single-writer-volumes.yaml',
        deployment(3, 'data'),
        claim('data', 'ReadWriteOnce'),
      )?.message,
    ).toBe('3 replicas share the claim data, which is ReadWriteOnce.');
  });
});
