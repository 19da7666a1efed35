import fc from 'fast-check';
import { isNamespaced, resourceOfKind } from './kinds';
import { readKubernetesObjects } from './readKubernetesObjects';

const read = (text: string) =>
  readKubernetesObjects(text, 'deploy/x.yaml', 'manifests');
const names = (text: string) =>
  read(text).objects.map(({ object }) => `${object.kind}/${object.name}`);

describe('readKubernetesObjects', () => {
  it('reads documents, and lists within lists of documents', () => {
    const text = `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: store, labels: { app: shop, odd: 1 } }
spec: { selector: null, ports: [{ port: 80, name: null }] }
---
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: DeploymentList
    items:
      - { apiVersion: apps/v1, kind: Deployment, metadata: { name: shop } }
  - { apiVersion: batch/v1, kind: Job, metadata: { generateName: nightly- } }
`;
    expect(names(text)).toEqual([
      'Service/shop',
      'Deployment/shop',
      'Job/nightly-*',
    ]);
    expect(read(text).objects[0].object).toEqual({
      apiVersion: 'v1',
      group: '',
      version: 'v1',
      kind: 'Service',
      name: 'shop',
      namespace: 'store',
      labels: { app: 'shop' },
      path: 'deploy/x.yaml',
      line: 2,
      data: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'shop',
          namespace: 'store',
          labels: { app: 'shop', odd: 1 },
        },
        spec: { ports: [{ port: 80 }] },
      },
    });
    expect(read(text).objects[1].object).toMatchObject({
      group: 'apps',
      version: 'v1',
      namespace: null,
    });
  });

  it.each([
    ['Helm values', 'image: { tag: "1" }\nreplicas: 2'],
    ['a Compose file', 'services:\n  shop:\n    image: shop'],
    [
      'Kustomize',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization',
    ],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []'],
    ['a catalog entity', 'apiVersion: backstage.io/v1alpha1\nkind: Component'],
    ['a chart', 'apiVersion: v2\nname: shop'],
    ['a broken file that is no manifest', 'services: [\n'],
  ])('passes over %s', (_, text) => {
    expect(read(text)).toEqual({
      objects: [],
      broken: 0,
      isTemplate: false,
      problems: [],
    });
  });

  it.each([
    [
      'actions for values',
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}',
    ],
    [
      'control lines',
      '{{- if .Values.on }}\napiVersion: v1\nkind: Service\n{{- end }}',
    ],
    [
      'quoted actions',
      'apiVersion: v1\nkind: Pod\nspec: { image: "{{ .Values.image }}" }',
    ],
    [
      'includes',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: \'{{ include "x" . }}\' }',
    ],
  ])('takes a file with %s for a template', (_, text) => {
    expect(read(text)).toMatchObject({
      isTemplate: true,
      objects: [],
      broken: 0,
    });
  });

  it('does not take alerts or dashboards with braces for templates', () => {
    const text = `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: alerts }
spec:
  summary: "{{ $labels.instance }} is down for {{ $value | humanizeDuration }}"
`;
    expect(names(text)).toEqual(['PrometheusRule/alerts']);
  });

  it.each([
    [
      'bad YAML',
      'kind: Deployment\nmetadata:\n   name: a\n  labels: b\n',
      /cannot be read/,
      4,
    ],
    [
      'metadata that is text',
      'apiVersion: v1\nkind: Pod\nmetadata: x',
      /metadata/,
      3,
    ],
    [
      'a name that is a number',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 7',
      /name/,
      4,
    ],
    [
      'an alias bomb',
      `apiVersion: v1\nkind: Pod\n${Array.from(
        { length: 9 },
        (_, i) => `l${i}: &l${i} [${Array(9).fill(i ? `*l${i - 1}` : 'x')}]`,
      ).join('\n')}`,
      /values/,
      expect.any(Number),
    ],
    [
      'prototype keys',
      'apiVersion: v1\nkind: Pod\n__proto__: { polluted: yes }',
      /__proto__/,
      3,
    ],
  ])('counts %s as broken and keeps the rest', (_, text, message, line) => {
    const found = read(
      `${text}\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ok }\n`,
    );
    expect(found.broken).toBe(1);
    expect(found.problems).toEqual([
      expect.objectContaining({
        source: 'deploy/x.yaml',
        reporter: 'manifests',
        message: expect.stringMatching(message),
        line,
      }),
    ]);
    expect(found.objects.map(it => it.object.name)).toEqual(['ok']);
  });

  it('never throws, whatever the document', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (spec, metadata) => {
        const found = read(
          JSON.stringify([
            { apiVersion: 'v1', kind: 'Pod', metadata, spec },
            { apiVersion: spec, kind: metadata, items: spec },
            { apiVersion: 'v1', kind: 'List', items: [spec, metadata] },
          ]),
        );
        for (const { object } of found.objects) {
          expect(typeof object.name).toBe('string');
          expect(object.name).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('kinds', () => {
  it.each([
    ['Deployment', 'deployments'],
    ['NetworkPolicy', 'networkpolicies'],
    ['Ingress', 'ingresses'],
    ['Endpoints', 'endpoints'],
    ['StorageClass', 'storageclasses'],
  ])('%s is %s', (kind, resource) => {
    expect(resourceOfKind(kind)).toBe(resource);
  });

  it('knows which kinds live in a namespace, and which it does not know', () => {
    expect(isNamespaced('apps', 'Deployment')).toBe(true);
    expect(isNamespaced('', 'Namespace')).toBe(false);
    expect(isNamespaced('example.org', 'Widget')).toBeNull();
  });
});
