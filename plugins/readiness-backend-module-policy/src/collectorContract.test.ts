import { mockServices } from '@backstage/backend-test-utils';
import {
  manifestsFact,
  policyFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  Collector,
  DefaultEntityFiles,
  EntityFiles,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
  hostileAnswers,
  HostileServer,
  SourceChange,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { promises as fs, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ManifestsCollector } from './manifests/ManifestsCollector';
import { assembleRego } from './rego/__testUtils__/regoModules';
import { RegoPolicy } from './rego/RegoPolicy';
import { PolicyCollector } from './reports/PolicyCollector';

/**
 * The collectors of this module against the laws that hold of every one.
 */

const root = mkdtempSync(join(tmpdir(), 'policy-contract-'));
const schedule = { frequency: { hours: 1 }, timeToLive: { days: 3 } };
const names = ['shop', 'till', 'admin'];
/** No files are known of it. */
const nowhere = 'nowhere';
let opa: HostileServer;

const write = async (path: string, ...documents: unknown[]) => {
  const file = join(root, path);
  await fs.mkdir(dirname(file), { recursive: true });
  await fs.writeFile(
    file,
    documents
      .map(it => (typeof it === 'string' ? it : JSON.stringify(it)))
      .join('\n---\n'),
  );
};

/** Writes a file, and as it was before when that is undone. */
const rewrite = (path: string, ...documents: unknown[]): SourceChange => ({
  name: `${path} changes`,
  apply: async () => {
    const file = join(root, path);
    const before = await fs.readFile(file);
    const { mtime } = await fs.stat(file);
    await write(path, ...documents);
    return async () => {
      await fs.writeFile(file, before);
      await fs.utimes(file, mtime, mtime);
    };
  },
});

const moveAway = (path: string): SourceChange => ({
  name: `${path} is gone`,
  apply: async () => {
    const file = join(root, path);
    await fs.rename(file, `${file}.away`);
    return () => fs.rename(`${file}.away`, file);
  },
});

const together = (name: string, ...changes: SourceChange[]): SourceChange => ({
  name,
  apply: async () => {
    const undo = await Promise.all(changes.map(change => change.apply()));
    return async () => {
      await Promise.all(undo.map(it => it()));
    };
  },
});

const answering = (
  name: string,
  answer: ReturnType<typeof hostileAnswers.status>,
): SourceChange => ({
  name,
  apply: async () => {
    opa.answer(answer);
    return async () => opa.answer(hostileAnswers.json({ result: ['No.'] }));
  },
});

const deployment = (name: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'store' },
  spec: { replicas },
});

const admission = [
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
      validations: [{ expression: 'object.spec.replicas >= 2' }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'replicas' },
    spec: { policyName: 'replicas', validationActions: ['Deny'] },
  },
];

const report = (outcome: string) => ({
  apiVersion: 'openreports.io/v1alpha1',
  kind: 'Report',
  metadata: { name: 'r', namespace: 'store' },
  results: names.map(name => ({
    policy: 'limits',
    result: outcome,
    severity: 'high',
    resources: [{ kind: 'Deployment', name }],
  })),
});
const conftestReport = (msg: string) =>
  names.map(name => ({
    filename: `${name}/deploy/a.yaml`,
    namespace: 'main',
    successes: 2,
    failures: [{ msg }],
  }));

const policy = (name: string, source: RegoPolicy['source']): RegoPolicy => ({
  name,
  entrypoint: 'readiness/deny',
  input: 'manifest',
  severity: 'high',
  timeLimitMs: 10_000,
  source,
});
const compiled = () =>
  policy('owners', { type: 'bundle', path: 'owners.wasm' });
const asked = () =>
  policy('central', {
    type: 'opa',
    url: opa.url('/'),
    token: 'very-secret-token',
    allowPrivateAddresses: true,
  });

let hostFailure: Error | undefined;

/** Real files, whose host can be gone. */
const files = (): EntityFiles => {
  const real = DefaultEntityFiles.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
    urlReader: mockServices.urlReader.mock(),
  });
  return {
    list: async options => {
      if (hostFailure) {
        throw hostFailure;
      }
      return real.list(options);
    },
  };
};

const failing = (name: string, error: Error): SourceChange => ({
  name,
  apply: async () => {
    hostFailure = error;
    return async () => {
      hostFailure = undefined;
    };
  },
});

/** A page of HTML, as a login gives it, where the files should be. */
const becomesHtml = (path: string): SourceChange => ({
  ...rewrite(path, '<!doctype html><html>Not found</html>'),
  name: `${path} is a page of HTML`,
});

const target = (name: string, annotations: Record<string, string> = {}) =>
  collectionTarget({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `file:${join(
          root,
          name,
          'catalog-info.yaml',
        )}`,
        ...annotations,
      },
    },
  });

beforeAll(async () => {
  opa = await HostileServer.start();
  opa.answer(hostileAnswers.json({ result: ['No.'] }));
  for (const [index, name] of names.entries()) {
    await write(`${name}/catalog-info.yaml`, '');
    await write(`${name}/deploy/a.yaml`, deployment(name, index + 1));
  }
  await write('broken/catalog-info.yaml', '');
  await write('broken/deploy/a.yaml', 'apiVersion: v1\nkind: [\n');
  await write('policies/replicas.yaml', ...admission);
  await write('reports/r.json', report('fail'));
  await write('conftest/c.json', conftestReport('No limits.'));
  await fs.writeFile(join(root, 'owners.wasm'), await assembleRego({}));
});
afterAll(async () => {
  await opa.close();
  rmSync(root, { recursive: true });
});

const manifests = (rego: RegoPolicy[], patterns: string[]): Collector =>
  new ManifestsCollector({
    files: files(),
    patterns,
    rego,
    workingDirectory: root,
    schedule,
  });

const targets = () => [...names, nowhere].map(name => target(name));
const fewer = (name: string) =>
  rewrite('shop/deploy/a.yaml', deployment(name, 7));

describeCollector('manifests, with admission policies and a compiled one', {
  create: () => manifests([compiled()], ['policies']),
  targets,
  fact: manifestsFact,
  brokenTargets: () => [target('broken')],
  breakages: [
    together(
      'all policies are gone',
      moveAway('policies/replicas.yaml'),
      moveAway('owners.wasm'),
    ),
    together(
      'all policies are pages of HTML',
      becomesHtml('policies/replicas.yaml'),
      becomesHtml('owners.wasm'),
    ),
    failing(
      'the host of the repositories is gone',
      new Error('The host is gone'),
    ),
    failing(
      'the host asks to be left alone',
      new RetryLaterError('Later', new Date(Date.now() + 3_600_000)),
    ),
  ],
  changes: [
    fewer('other'),
    moveAway('shop/deploy/a.yaml'),
    rewrite(
      'policies/replicas.yaml',
      ...JSON.parse(JSON.stringify(admission).replace('>= 2', '>= 3')),
    ),
  ],
});

describeCollector('manifests, with a running OPA', {
  create: () => manifests([asked()], []),
  targets,
  fact: manifestsFact,
  brokenTargets: () => [target('broken')],
  breakages: [
    answering('OPA answers 401', hostileAnswers.status(401)),
    answering('OPA answers with a page of HTML', hostileAnswers.html()),
  ],
  changes: [
    answering('OPA decides anew', hostileAnswers.json({ result: [] })),
    fewer('other'),
  ],
  secrets: ['very-secret-token'],
});

describeCollector('policy, with reports of engines', {
  create: () =>
    new PolicyCollector({
      patterns: ['reports/*.json'],
      workingDirectory: root,
      schedule,
    }),
  targets: () => [
    ...targets(),
    target('all', { [readinessAnnotations.namespace]: 'store' }),
  ],
  fact: policyFact,
  breakages: [
    moveAway('reports/r.json'),
    becomesHtml('reports/r.json'),
    { ...rewrite('reports/r.json', ''), name: 'the report is empty' },
  ],
  changes: [rewrite('reports/r.json', report('pass'))],
});

describeCollector('policy, with reports of Conftest and a Rego policy', {
  create: () =>
    new PolicyCollector({
      patterns: [],
      conftest: [{ reports: ['conftest/*.json'], location: root }],
      rego: { policies: [compiled()], files: files() },
      workingDirectory: root,
      schedule,
    }),
  targets,
  fact: policyFact,
  breakages: [moveAway('conftest/c.json')],
  changes: [
    rewrite('conftest/c.json', conftestReport('No probe.')),
    fewer('other'),
  ],
});
