/**
 * Kubernetes manifests that others keep beside their policies, judged by the policies of
 * `examples/policies`; and policies of others, of which it is said which do not run here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ManifestsCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import {
  CatalogFact,
  ManifestsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node';
import { parseAllDocuments } from 'yaml';
import { Reading } from './Reading';
import { RealFile, realDataFolder, realFiles } from './realData';

const signal = new AbortController().signal;
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const examples = path.resolve(__dirname, '../examples/policies');

/** Test suites of Kyverno lie in directories that begin with a dot. */
const documentsOf = (topic: string) =>
  ['yaml', 'yml', 'json'].flatMap(ending =>
    realFiles(`${topic}/**/*.${ending}`, `${topic}/**/.*/**/*.${ending}`),
  );

/** Each file as the only one of an entity of its own. */
const files: EntityFiles = {
  list: async ({ entity }) => ({
    location: 'somewhere',
    revision: null,
    problems: [],
    files: [
      {
        path: `deploy/${path.basename(entity.metadata.title ?? '')}`,
        url: null,
        changedAt: async () => null,
        content: async () =>
          readFileSync(
            path.join(realDataFolder, entity.metadata.title ?? ''),
            'utf8',
          ),
      },
    ],
  }),
};

const target = (file: RealFile, index: number): CollectionTarget => ({
  entityRef: `component:default/f${index}`,
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `f${index}`, title: file.name },
  },
  catalog: {} as CatalogFact,
});

const observe = async (read: RealFile[]) => {
  const collector = new ManifestsCollector({
    files,
    patterns: [examples],
    schedule,
  });
  const run = await collector.open();
  expect(run.problems?.()).toEqual([]);
  return run.collect(read.map(target), { signal });
};

/** Kinds that lie beside manifests and are never sent to a cluster; see readKubernetesObjects. */
const besides =
  /^(kustomize\.config\.k8s\.io|kpt\.dev|skaffold|backstage\.io)\//;

/** Kubernetes objects as the plainest reader sees them; null for a text that does not parse. */
function countPlainly(text: string): number | null {
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''));
  const parsed = Array.isArray(documents) ? documents : [];
  if (parsed.some(document => document.errors.length > 0)) {
    return null;
  }
  const count = (data: unknown): number => {
    const { apiVersion, kind, items } = Object(data);
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
      return Array.isArray(data)
        ? data.reduce((sum, it) => sum + count(it), 0)
        : 0;
    }
    if (kind.endsWith('List') && Array.isArray(items)) {
      return count(items);
    }
    return besides.test(apiVersion) ? 0 : 1;
  };
  return parsed.reduce((sum, document) => sum + count(document.toJS()), 0);
}

/** Counted once and looked at: files, objects, and what the policies said. */
const knownCounts: Record<string, object> = {
  'policy-kyverno': {
    files: 190,
    objects: 294,
    pass: 63,
    fail: 200,
    unknown: 0,
  },
  'policy-rego': {
    files: 174,
    objects: 237,
    pass: 201,
    fail: 272,
    unknown: 58,
  },
  policies: { ClusterPolicy: 39, ConstraintTemplate: 8, broken: 1 },
  rego: {
    'policy-rego/conforma__policy': 166,
    'policy-rego/open-policy-agent__conftest': 55,
    'policy-rego/open-policy-agent__gatekeeper-library': 117,
    'policy-rego/open-policy-agent__library': 45,
    'policy-rego/redhat-cop__rego-policies': 60,
  },
};

describe.each(['policy-kyverno', 'policy-rego'])('manifests in %s', topic => {
  const read = documentsOf(topic);

  it('are all found, and judged or said to be unknown', async () => {
    const reading = new Reading(`Files with manifests in ${topic}`);
    const observations = await observe(read);
    const counts = { files: 0, objects: 0, pass: 0, fail: 0, unknown: 0 };
    const reasons = new Map<string, number>();
    observations.forEach((observation, index) => {
      const { name } = read[index];
      expect(observation.status).toBe('observed');
      const { data } = observation as unknown as { data: ManifestsFact };
      const plain = countPlainly(readFileSync(read[index].path, 'utf8'));
      for (const problem of observation.problems ?? []) {
        reading.addUnread(
          problem.line ? `${name}:${problem.line}` : name,
          problem.message,
        );
      }
      const isUnread = (observation.problems ?? []).length > 0;
      // What is not counted alike has to be said.
      expect([name, isUnread || data.objects === plain]).toEqual([name, true]);
      counts.files += data.objects > 0 ? 1 : 0;
      counts.objects += data.objects;
      for (const { outcome, policy, message } of data.evaluations) {
        counts[outcome] += 1;
        if (outcome === 'unknown') {
          const reason = `${policy}: ${message.slice(0, 160)}`;
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      }
      if (data.objects > 0 && !isUnread) {
        reading.addRead();
      }
    });
    reading.print();
    for (const [reason, times] of reasons) {
      process.stdout.write(`  unknown ${times} times: ${reason}\n`);
    }
    expect(counts).toEqual(knownCounts[topic]);
  });
});

describe('policies of others', () => {
  it('of Kyverno and Gatekeeper are named with the reason why they do not run', async () => {
    const reading = new Reading('Policy documents');
    const open = (pattern: string) =>
      new ManifestsCollector({
        files,
        patterns: [examples, pattern],
        workingDirectory: realDataFolder,
        schedule,
      }).open();
    const counts: Record<string, number> = {};
    for (const topic of ['policy-kyverno', 'policy-rego']) {
      for (const file of documentsOf(topic)) {
        const run = await open(file.path);
        for (const problem of run.problems?.() ?? []) {
          const kind = /^A (\w+) /.exec(problem.message)?.[1] ?? 'broken';
          counts[kind] = (counts[kind] ?? 0) + 1;
          reading.addUnread(`${file.name}:${problem.line}`, problem.message);
        }
      }
    }
    reading.print();
    expect(counts).toEqual(knownCounts.policies);
  });

  it('in Rego are counted: only OPA compiles them', () => {
    const reading = new Reading('Rego sources');
    const perRepository = new Map<string, number>();
    for (const { name } of realFiles('policy-rego/**/*.rego')) {
      const repository = name.split('/').slice(0, 2).join('/');
      perRepository.set(repository, (perRepository.get(repository) ?? 0) + 1);
    }
    for (const [repository, sources] of perRepository) {
      reading.addUnread(
        repository,
        `${sources} sources in Rego, which only OPA compiles (opa build -t wasm)`,
      );
    }
    reading.print();
    expect(Object.fromEntries(perRepository)).toEqual(knownCounts.rego);
  });
});
