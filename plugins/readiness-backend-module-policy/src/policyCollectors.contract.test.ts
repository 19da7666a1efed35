import { utimes } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  manifestsFact,
  policyFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RetryLaterError } from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
  MemoryEntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { stringify } from 'yaml';
import { ManifestsCollector } from './manifests/ManifestsCollector';
import { PolicyCollector } from './reports/PolicyCollector';

const schedule = { frequency: { hours: 1 }, timeToLive: { days: 1 } };
const now = new Date('2026-06-15T12:00:00Z');

const documents = (...all: object[]) =>
  all.map(each => stringify(each)).join('---\n');

const admissionPolicy = (least: number) =>
  documents(
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'replicas' },
      spec: {
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
        validations: [
          {
            expression: `object.spec.replicas >= ${least}`,
            message: 'Too few replicas.',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'replicas' },
      spec: { policyName: 'replicas', validationActions: ['Deny'] },
    },
  );

const report = (outcome: string) =>
  stringify({
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: 'PolicyReport',
    metadata: { name: 'r', namespace: 'store' },
    results: [
      {
        policy: 'limits',
        rule: 'r',
        result: outcome,
        source: 'kyverno',
        resources: [{ kind: 'Deployment', namespace: 'store', name: 'shop' }],
      },
    ],
  });

const deployment = stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop' },
  spec: { replicas: 2 },
});

const target = (name: string) =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service' },
  });

describe('collectors of policy', () => {
  const directory = createMockDirectory();
  const shop = 'component:default/shop';
  const files = new MemoryEntityFiles({
    [shop]: {
      'k8s/deployment.yaml': deployment,
      'manifests/deployment.yaml': deployment,
    },
    'component:default/cart': {},
  });

  const written = {
    'policies.yaml': admissionPolicy(1),
    'report.yaml': report('fail'),
  };

  async function write(content: Record<string, string>, at: Date) {
    directory.setContent(content);
    for (const name of Object.keys(content)) {
      await utimes(directory.resolve(name), at, at);
    }
  }

  const atFirst = () => write(written, new Date('2026-06-15T06:00:00Z'));
  const instead = (name: string, content: Record<string, string>) => ({
    name,
    apply: async () => {
      await write(content, new Date('2026-06-15T07:00:00Z'));
      return atFirst;
    },
  });

  beforeAll(atFirst);

  const targets = () => ['shop', 'cart', 'nowhere'].map(target);

  describeCollector('manifests', {
    create: () =>
      new ManifestsCollector({
        files,
        patterns: ['policies.yaml'],
        workingDirectory: directory.path,
        schedule,
      }),
    targets,
    now,
    fact: manifestsFact,
    breakages: [
      instead('the policies are gone', {}),
      instead('the policies are a page of HTML', {
        'policies.yaml': '<!doctype html><html></html>',
      }),
      {
        name: 'the host of the repositories is gone',
        apply: async () => files.fail(new Error('The host is gone')),
      },
      {
        name: 'the host asks to be left alone',
        apply: async () =>
          files.fail(
            new RetryLaterError('Later', new Date('2026-06-15T13:00:00Z')),
          ),
      },
    ],
    changes: [
      instead('a policy asks for more', {
        ...written,
        'policies.yaml': admissionPolicy(5),
      }),
      {
        name: 'all manifests are deleted',
        apply: async () => files.replace(shop, {}),
      },
    ],
  });

  describeCollector('policy', {
    create: () =>
      new PolicyCollector({
        patterns: ['report.yaml'],
        workingDirectory: directory.path,
        schedule,
      }),
    targets,
    now,
    fact: policyFact,
    breakages: [
      instead('the reports are gone', {}),
      instead('the reports are a page of HTML', {
        'report.yaml': '<!doctype html><html></html>',
      }),
      instead('the reports are empty', { 'report.yaml': '' }),
    ],
    changes: [
      instead('the violation is mended', {
        ...written,
        'report.yaml': report('pass'),
      }),
    ],
  });
});
