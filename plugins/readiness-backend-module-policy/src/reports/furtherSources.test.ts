import {
  CatalogFact,
  PolicyFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleRego, trapping } from '../rego/__testUtils__/regoModules';
import { RegoPolicy } from '../rego/RegoPolicy';
import { PolicyCollector } from './PolicyCollector';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-09T12:00:00Z');
const signal = new AbortController().signal;

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'policy-'));
});
afterEach(() => fs.rm(root, { recursive: true }));

const write = (name: string, content: unknown) =>
  fs.writeFile(join(root, name), JSON.stringify(content));

type Options = ConstructorParameters<typeof PolicyCollector>[0];

const collect = async (
  targets: CollectionTarget[],
  options: Partial<Options>,
  at = now,
) => {
  const collector = new PolicyCollector({
    patterns: [],
    workingDirectory: root,
    schedule: { frequency: { hours: 1 }, timeToLive: { days: 1 } },
    ...options,
  });
  const run = await collector.open({ now: at, signal });
  try {
    return {
      observations: await run.collect(targets, { signal }),
      problems: run.problems?.() ?? [],
    };
  } finally {
    await run.close?.();
  }
};

const target = (
  name: string,
  annotations: Record<string, string> = {},
  change: Partial<CollectionTarget> = {},
): CollectionTarget => ({
  entityRef: `component:default/${name}`,
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  },
  catalog: {} as CatalogFact,
  ...change,
});
const data = (observation: object) =>
  (observation as { data: PolicyFact }).data;

const report = (
  resources: object[],
  change: object = {},
  labels: object = {},
) => ({
  apiVersion: 'wgpolicyk8s.io/v1alpha2',
  kind: 'PolicyReport',
  metadata: { name: 'r', labels },
  results: [{ policy: 'limits', result: 'fail', resources, ...change }],
});

describe('PolicyCollector over labels and names', () => {
  it('takes reports that carry the name of the application', async () => {
    const app = { 'app.kubernetes.io/name': 'shop' };
    await write('a.json', report([{ kind: 'Pod', name: 'odd' }], {}, app));
    const { observations } = await collect(
      [
        target('shop'),
        target('x', { 'backstage.io/kubernetes-id': 'shop' }),
        target('odd'),
      ],
      { patterns: ['*.json'] },
    );
    expect(
      observations.map(it => data(it)?.violations.map(v => v.mappedBy)),
    ).toEqual([['label'], ['label'], ['name']]);
  });

  it('takes nothing by name where several namespaces have it, and says so', async () => {
    await write(
      'a.json',
      report([
        { kind: 'Deployment', namespace: 'store', name: 'shop' },
        { kind: 'Deployment', namespace: 'other-team', name: 'shop' },
      ]),
    );
    const mine = { [readinessAnnotations.namespace]: 'store' };
    const { observations } = await collect(
      [target('shop'), target('shop', mine)],
      { patterns: ['*.json'] },
    );
    expect(observations[0]).toMatchObject({
      status: 'absent',
      problems: [
        {
          entityRef: 'component:default/shop',
          message: expect.stringMatching(
            /other-team, store.*team-readiness\.dev\/namespace/,
          ),
        },
      ],
    });
    expect(data(observations[1]).violations).toHaveLength(1);
  });

  it('looks at no report that is too old, and does not take it for one that is good', async () => {
    const at = (iso: string) => ({ timestamp: iso });
    await write(
      'old.json',
      report([{ kind: 'Pod', name: 'till' }], at('2026-01-01T00:00:00Z')),
    );
    await write(
      'new.json',
      report([{ kind: 'Pod', name: 'shop' }], at('2026-02-28T00:00:00Z')),
    );
    const previous = { results: 1, reportedAt: null, violations: [] };
    const { observations, problems } = await collect(
      [target('shop'), target('till', {}, { previous })],
      { patterns: ['*.json'], maxReportAgeMs: 30 * 86_400_000 },
    );
    expect(observations.map(it => it.status)).toEqual(['observed', 'failed']);
    expect(problems).toEqual([
      expect.objectContaining({
        source: 'old.json',
        message: expect.stringContaining('2026-01-01T00:00:00.000Z'),
      }),
    ]);
    const only = { patterns: ['old.json'], maxReportAgeMs: 86_400_000 };
    await expect(collect([], only)).rejects.toThrow(/not read: old.json/);
  });

  it('bears a hundred thousand violations', async () => {
    await write('a.json', {
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
      kind: 'PolicyReport',
      metadata: { name: 'r', namespace: 'store' },
      results: Array.from({ length: 100_000 }, (_, index) => ({
        policy: `p${index}`,
        result: 'fail',
        severity: index === 99_999 ? 'critical' : 'low',
        resources: [{ kind: 'Pod', name: `pod-${index}` }],
      })),
    });
    const store = { [readinessAnnotations.namespace]: 'store' };
    const { observations } = await collect([target('shop', store)], {
      patterns: ['*.json'],
    });
    expect(data(observations[0]).results).toBe(100_000);
    expect(data(observations[0]).violations).toHaveLength(1_000);
    expect(data(observations[0]).violations[0]).toMatchObject({
      policy: 'p99999',
      severity: 'critical',
    });
    expect(observations[0].problems?.[0].message).toContain('100000');
  });
});

describe('PolicyCollector over reports of Conftest', () => {
  const tree = 'https://git.example.org/acme/shop/tree/main/';
  const located = (path: string) => ({
    'backstage.io/source-location': `url:${tree}${path}`,
  });
  const entry = (filename: string, ...messages: string[]) => ({
    filename,
    namespace: 'main',
    successes: 1,
    failures: messages.map(msg => ({ msg, metadata: { severity: 'high' } })),
  });

  beforeEach(() =>
    write('c.json', [
      entry('services/till/deploy/a.yaml', 'No limits.', 'No probe.'),
      entry('services/till/Dockerfile', 'Latest.'),
      entry('services/till/src/deep.yaml', 'Not looked for.'),
      entry('deploy/shop.yaml'),
      entry('infra/prod/x.yaml', 'Odd place.'),
    ]),
  );
  const conftest = [{ reports: ['c.json'], location: tree }];

  it('gives results to the entity in whose directory the file lies', async () => {
    const { observations, problems } = await collect(
      [
        target('till', located('services/till/')),
        target('till2', {
          'backstage.io/managed-by-location': `url:${tree.replace(
            'tree',
            'blob',
          )}services/till/catalog-info.yaml`,
        }),
        target('shop', {
          ...located(''),
          [readinessAnnotations.manifests]: 'infra/prod',
        }),
        target('other', located('services/til')),
        target('nowhere'),
      ],
      { conftest },
    );
    expect(problems).toEqual([]);
    expect(observations.map(it => it.status)).toEqual([
      'observed',
      'observed',
      'observed',
      'absent',
      'absent',
    ]);
    expect(data(observations[0])).toMatchObject({
      results: 5,
      violations: [
        {
          policy: 'main',
          rule: 'Latest.',
          object: 'Dockerfile',
          severity: 'high',
          source: 'conftest',
          mappedBy: 'path',
          firstSeen: now.toISOString(),
        },
        { rule: 'No limits.', object: 'deploy/a.yaml' },
        { rule: 'No probe.', object: 'deploy/a.yaml' },
      ],
    });
    expect(data(observations[1])).toEqual(data(observations[0]));
    expect(data(observations[2])).toMatchObject({
      results: 3,
      violations: [{ object: 'infra/prod/x.yaml' }],
    });
    expect(Date.parse(data(observations[0]).reportedAt ?? '')).toBeGreaterThan(
      Date.now() - 60_000,
    );
  });

  it('keeps when a violation was first seen', async () => {
    const first = await collect([target('till', located('services/till'))], {
      conftest,
    });
    const again = await collect(
      [
        target('till', located('services/till'), {
          previous: data(first.observations[0]),
        }),
      ],
      { conftest },
      later,
    );
    expect(
      data(again.observations[0]).violations.map(it => it.firstSeen),
    ).toEqual(Array(3).fill(now.toISOString()));
  });

  it('does not open without a report that can be read, and fails nobody for a broken one', async () => {
    await fs.writeFile(join(root, 'c.json'), '<html></html>');
    await expect(collect([], { conftest })).rejects.toThrow(/no policy report/);
    await write('d.json', [entry('deploy/shop.yaml')]);
    const { observations, problems } = await collect(
      [
        target('shop', located('')),
        target('till', located('services/till'), {
          previous: { results: 3, reportedAt: null, violations: [] },
        }),
      ],
      { conftest: [...conftest, { reports: ['d.json'], location: tree }] },
    );
    expect(observations.map(it => it.status)).toEqual(['observed', 'failed']);
    expect(problems).toEqual([
      expect.objectContaining({ source: 'c.json', line: 1 }),
    ]);
  });
});

describe('PolicyCollector with Rego policies', () => {
  const known: Array<string | undefined> = [];
  const files: EntityFiles = {
    list: async ({ knownRevision }) => {
      known.push(knownRevision);
      const unchanged = knownRevision === 'c1';
      return {
        location: 'https://git.example.org/shop',
        revision: 'c1',
        unchanged,
        problems: [],
        files: unchanged
          ? []
          : ['a', 'b'].map(name => ({
              path: `deploy/${name}.yaml`,
              url: null,
              changedAt: async () => null,
              content: async () =>
                JSON.stringify({
                  apiVersion: 'apps/v1',
                  kind: 'Deployment',
                  metadata: { name, namespace: 'store' },
                  spec: name === 'a' ? { owner: 'x' } : {},
                }),
            })),
      };
    },
  };
  const policy = (name: string): RegoPolicy => ({
    name,
    entrypoint: 'readiness/deny',
    input: 'manifest',
    severity: 'high',
    timeLimitMs: 10_000,
    source: { type: 'bundle', path: `${name}.wasm` },
  });
  beforeEach(async () => {
    known.length = 0;
    await fs.writeFile(join(root, 'owners.wasm'), await assembleRego({}));
    await fs.writeFile(
      join(root, 'traps.wasm'),
      await assembleRego({ body: trapping }),
    );
  });

  it('adds what they object to to what was reported', async () => {
    await write(
      'a.json',
      report([{ kind: 'Pod', namespace: 'store', name: 'shop' }]),
    );
    const rego = { policies: [policy('owners')], files };
    const options = { patterns: ['a.json'], rego };
    const { observations } = await collect([target('shop')], options);
    const fact = data(observations[0]);
    expect(fact).toMatchObject({
      results: 3,
      reportedAt: now.toISOString(),
      violations: [
        {
          policy: 'owners',
          rule: 'There is no owner.',
          severity: 'high',
          object: 'Deployment/store/b',
          mappedBy: 'path',
          source: 'rego',
          firstSeen: now.toISOString(),
        },
        { policy: 'limits', mappedBy: 'name' },
      ],
    });

    // The repository is not read again; what was found there stays, as old as it is.
    const { revision } = observations[0] as { revision?: string };
    const before = target('shop', {}, { previous: fact, revision });
    await write('a.json', report([{ kind: 'Pod', name: 'else' }]));
    const again = await collect([before], options, later);
    expect(known).toEqual([undefined, 'c1']);
    expect(data(again.observations[0])).toMatchObject({
      results: 2,
      reportedAt: later.toISOString(),
      violations: [{ policy: 'owners', firstSeen: now.toISOString() }],
    });
    expect(again.observations[0]).toMatchObject({ revision });
  });

  it('keeps the earlier fact where one could not decide', async () => {
    const rego = { policies: [policy('traps')], files };
    const { observations } = await collect([target('shop')], { rego });
    expect(observations[0]).toMatchObject({
      status: 'failed',
      error: {
        message: expect.stringMatching(
          /The Rego policy traps could not decide about Deployment\/store\/a/,
        ),
      },
    });
  });

  it('keeps the earlier fact where a manifest cannot be fetched: it may be the one that was objected to', async () => {
    const broken: EntityFiles = {
      list: async options => {
        const listing = await files.list(options);
        return (
          listing && {
            ...listing,
            files: listing.files.map(file =>
              file.path === 'deploy/b.yaml'
                ? {
                    ...file,
                    content: async () => {
                      throw new Error('The host answered 500');
                    },
                  }
                : file,
            ),
          }
        );
      },
    };
    const rego = { policies: [policy('owners')], files: broken };
    const { observations } = await collect([target('shop')], { rego });
    expect(observations[0]).toMatchObject({
      status: 'failed',
      error: { message: expect.stringMatching(/1 of the manifests could not/) },
    });
  });

  it('goes through files with other collectors only if there are such policies', () => {
    const schedule = { frequency: { hours: 1 }, timeToLive: { days: 1 } };
    const rego = { policies: [policy('owners')], files };
    expect(new PolicyCollector({ patterns: [], schedule }).source).toBe(
      undefined,
    );
    expect(new PolicyCollector({ patterns: [], rego, schedule }).source).toBe(
      'files',
    );
  });
});
