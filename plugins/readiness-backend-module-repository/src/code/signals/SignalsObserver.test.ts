import { Entity } from '@backstage/catalog-model';
import { TestRepository } from '../__testUtils__/TestRepository';
import { SignalsObserver } from './SignalsObserver';

describe('SignalsObserver', () => {
  const repository = new TestRepository();
  const observer = new SignalsObserver();

  const signalsOf = async (
    documents: object[],
    files: Record<string, string> = {},
  ) => {
    repository.start({
      ...files,
      'deploy/all.yaml': documents
        .map(it => JSON.stringify(it))
        .join('\n---\n'),
    });
    const { fact } = await repository.fact(observer, repository.target());
    return fact.signals.map(({ topic, choice, seenIn }) =>
      seenIn === 'deploy/all.yaml'
        ? `${topic} ${choice}`
        : `${topic} ${choice} ${seenIn}`,
    );
  };
  const deployment = (spec: object = {}, kind = 'Deployment') => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'pay' },
    spec,
  });

  it.each([
    ['no strategy', deployment(), []],
    [
      'a rolling one',
      deployment({ strategy: { type: 'RollingUpdate' } }),
      ['rollout rolling'],
    ],
    [
      'one that recreates',
      deployment({ strategy: { type: 'Recreate' } }),
      ['rollout recreate'],
    ],
    [
      'one of a StatefulSet',
      deployment({ updateStrategy: { type: 'RollingUpdate' } }, 'StatefulSet'),
      ['rollout rolling'],
    ],
    [
      'a canary of Argo',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        spec: { strategy: { canary: {} } },
      },
      ['rollout canary'],
    ],
    [
      'blue and green of Argo',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        spec: { strategy: { blueGreen: {} } },
      },
      ['rollout blue-green'],
    ],
    [
      'blue and green of Flagger',
      {
        apiVersion: 'flagger.app/v1beta1',
        kind: 'Canary',
        spec: { analysis: { iterations: 5 } },
      },
      ['rollout blue-green'],
    ],
  ])('tells the rollout of %s', async (_, document, expected) => {
    const found = await signalsOf([document]);
    expect(found.filter(it => it.startsWith('rollout'))).toEqual(expected);
  });

  it('takes a Canary over the strategy of its Deployment', async () => {
    expect(
      await signalsOf([
        deployment({ strategy: { type: 'RollingUpdate' } }),
        {
          apiVersion: 'flagger.app/v1beta1',
          kind: 'Canary',
          spec: {
            targetRef: { kind: 'Deployment', name: 'pay' },
            analysis: { stepWeight: 10 },
          },
        },
      ]),
    ).toEqual(['rollout canary', 'workload-kind deployment']);
  });

  it('tells kinds, scalers and telemetry', async () => {
    expect(
      await signalsOf([
        {
          kind: 'List',
          apiVersion: 'v1',
          items: [deployment({}, 'StatefulSet')],
        },
        { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
        { apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler' },
        { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' },
        deployment({
          template: {
            metadata: { annotations: { 'prometheus.io/scrape': 'true' } },
            spec: {
              containers: [
                { image: 'x', env: [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT' }] },
              ],
            },
          },
        }),
      ]),
    ).toEqual([
      'autoscaling hpa',
      'autoscaling vpa',
      'telemetry pull',
      'telemetry push',
      'workload-kind deployment',
      'workload-kind statefulset',
    ]);
  });

  it('tells who runs datastores, by manifests and infrastructure code', async () => {
    const postgres = deployment(
      {
        template: { spec: { containers: [{ image: 'postgres:16' }] } },
        updateStrategy: { type: 'RollingUpdate' },
      },
      'StatefulSet',
    );
    expect(
      await signalsOf(
        [
          postgres,
          { apiVersion: 'rds.aws.upbound.io/v1beta1', kind: 'Instance' },
        ],
        {
          'infra/a.tf': 'resource "aws_sqs_queue" "x" {}\n',
          'infra/b.tf': 'resource "aws_iam_role" "x" {}\n',
        },
      ),
    ).toEqual([
      'hosting managed',
      'hosting managed infra/a.tf',
      'hosting self-hosted',
    ]);
  });

  it('tells of Resources that say who runs them, and of services of their own', async () => {
    repository.start({ a: '' });
    const resource = (name: string, type: string, tags: string[]): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name, tags },
      spec: { type },
    });
    const known = [
      resource('orders', 'database', ['managed']),
      resource('carts', 'database', ['self-hosted', 'postgresql']),
      resource('plain', 'database', ['unmanaged-x']),
      resource('files', 's3-bucket', []),
    ];
    const observe = async (spec: Entity['spec']) => {
      const relations = known.map(({ metadata }) => ({
        type: 'dependsOn',
        targetRef: `resource:default/${metadata.name}`,
      }));
      const target = repository.target('.', { spec, relations });
      const { fact } = await repository.fact(observer, target, known);
      return fact.signals.map(it => `${it.topic} ${it.choice} ${it.seenIn}`);
    };
    const hosting = [
      'hosting managed resource:default/files',
      'hosting managed resource:default/orders',
      'hosting self-hosted resource:default/carts',
    ];
    expect(await observe({ type: 'service' })).toEqual([
      ...hosting,
      'service-boundary own-service component:default/pay',
    ]);
    expect(await observe({ type: 'service', subcomponentOf: 'x' })).toEqual(
      hosting,
    );
    expect(await observe({ type: 'library' })).toEqual(hosting);
  });
});
