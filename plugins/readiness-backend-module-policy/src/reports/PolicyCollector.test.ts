import {
  CatalogFact,
  PolicyFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PolicyCollector } from './PolicyCollector';

const now = new Date('2026-03-01T12:00:00Z');
const signal = new AbortController().signal;
const seconds = (iso: string) => ({ seconds: Date.parse(iso) / 1_000 });

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'policy-'));
});
afterEach(() => fs.rm(root, { recursive: true }));

const write = (name: string, ...documents: unknown[]) =>
  fs.writeFile(
    join(root, name),
    documents
      .map(it => (typeof it === 'string' ? it : stringify(it)))
      .join('---\n'),
  );

const report = (results: object[], change: object = {}) => ({
  apiVersion: 'wgpolicyk8s.io/v1alpha2',
  kind: 'PolicyReport',
  metadata: { name: 'r' },
  results,
  ...change,
});

const result = (object: string, change: object = {}) => {
  const [kind, namespace, name] = object.split('/');
  return {
    policy: 'limits',
    rule: 'r',
    result: 'fail',
    source: 'kyverno',
    resources: [{ kind, namespace, name }],
    ...change,
  };
};

const target = (
  name: string,
  annotations: Record<string, string> = {},
  previous?: PolicyFact,
): CollectionTarget => ({
  entityRef: `component:default/${name}`,
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  },
  catalog: {} as CatalogFact,
  previous,
});

const collector = (patterns: string[]) =>
  new PolicyCollector({
    patterns,
    workingDirectory: root,
    schedule: { frequency: { hours: 1 }, timeToLive: { days: 1 } },
  });

const collect = async (
  targets: CollectionTarget[],
  patterns = ['*.yaml'],
): Promise<Observation[]> => {
  const run = await collector(patterns).open({ now, signal });
  return run.collect(targets, { signal });
};

const data = (observation: Observation) =>
  (observation as unknown as { data: PolicyFact }).data;

const inStore = { [readinessAnnotations.namespace]: 'store' };

describe('PolicyCollector', () => {
  it('maps results by namespace, label, annotation and name', async () => {
    await write(
      'a.yaml',
      report([
        result('Pod/store/shop-7d9f8c6b5-x2x4k'),
        result('Deployment/till/cash', { policy: 'other' }),
        result('ConfigMap/till/cash'),
      ]),
      report([result('Pod/far/odd-name')], {
        metadata: { labels: { 'backstage.io/kubernetes-id': 'pay' } },
      }),
    );
    const observations = await collect([
      target('any', inStore),
      target('x', { 'backstage.io/kubernetes-id': 'shop' }),
      target('y', {
        'backstage.io/kubernetes-id': 'shop',
        'backstage.io/kubernetes-namespace': 'elsewhere',
      }),
      target('z', { 'backstage.io/kubernetes-id': 'pay' }),
      target('cash'),
      target('stranger'),
    ]);
    expect(observations.map(it => it.status)).toEqual([
      ...Array(5).fill('observed'),
      'absent',
    ]);
    expect(data(observations[0])).toEqual({
      results: 1,
      reportedAt: null,
      violations: [
        {
          policy: 'limits',
          rule: 'r',
          severity: 'medium',
          object: 'Pod/store/shop-7d9f8c6b5-x2x4k',
          firstSeen: now.toISOString(),
          mappedBy: 'namespace',
          source: 'kyverno',
        },
      ],
    });
    expect(data(observations[1]).violations[0].mappedBy).toBe('annotation');
    expect(data(observations[2])).toMatchObject({ results: 0, violations: [] });
    expect(data(observations[3]).violations[0].mappedBy).toBe('label');
    expect(data(observations[4]).violations).toMatchObject([
      { policy: 'other', object: 'Deployment/till/cash', mappedBy: 'name' },
    ]);
  });

  it('takes only failures for violations, counts all, and says the worst first', async () => {
    await write(
      'a.yaml',
      report(
        [
          result('Pod/store/a', { severity: 'low' }),
          result('Pod/store/a', { result: 'warn', severity: 'critical' }),
          result('Pod/store/a', { result: 'error' }),
          result('Pod/store/a', { result: 'skip' }),
          result('Pod/store/a', {
            result: 'pass',
            timestamp: seconds('2026-02-03T00:00:00Z'),
          }),
          result('Pod/store/b', { severity: 'critical' }),
        ],
        { metadata: { creationTimestamp: '2026-02-01T00:00:00Z' } },
      ),
    );
    const [observation] = await collect([target('x', inStore)]);
    expect(data(observation)).toMatchObject({
      results: 6,
      reportedAt: '2026-02-03T00:00:00.000Z',
      violations: [
        { severity: 'critical', object: 'Pod/store/b' },
        { severity: 'low', object: 'Pod/store/a' },
      ],
    });
  });

  it('joins what several reports say of one violation', async () => {
    await write(
      'a.yaml',
      report([
        result('Pod/store/a', {
          severity: 'low',
          timestamp: seconds('2026-02-01T00:00:00Z'),
        }),
      ]),
      report([
        result('Pod/store/a', {
          severity: 'high',
          timestamp: seconds('2026-02-09T00:00:00Z'),
        }),
      ]),
    );
    const [observation] = await collect([target('x', inStore)]);
    expect(data(observation).violations).toEqual([
      expect.objectContaining({
        severity: 'high',
        firstSeen: '2026-02-01T00:00:00.000Z',
      }),
    ]);
  });

  it.each([
    [
      'the timestamp',
      '2026-02-01T00:00:00Z',
      undefined,
      '2026-02-01T00:00:00.000Z',
    ],
    ['now, without either', undefined, undefined, '2026-03-01T12:00:00.000Z'],
    [
      'what was known, without a timestamp',
      undefined,
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'what was known, when an engine renews its timestamp',
      '2026-02-28T00:00:00Z',
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ],
    [
      'now, for a clock that is ahead',
      '2031-01-01T00:00:00Z',
      undefined,
      '2026-03-01T12:00:00.000Z',
    ],
    [
      'now, where what was known is no time',
      undefined,
      'yesterday',
      '2026-03-01T12:00:00.000Z',
    ],
  ])('was first seen at %s', async (_, timestamp, known, firstSeen) => {
    await write(
      'a.yaml',
      report([
        result(
          'Pod/store/a',
          timestamp ? { timestamp: seconds(timestamp) } : {},
        ),
      ]),
    );
    const previous: PolicyFact = {
      results: 1,
      reportedAt: null,
      violations: [
        {
          policy: 'limits',
          rule: 'r',
          severity: 'low',
          object: 'Pod/store/a',
          firstSeen: known ?? '',
          mappedBy: 'namespace',
          source: 'kyverno',
        },
      ],
    };
    const [observation] = await collect([
      target('x', inStore, known ? previous : undefined),
    ]);
    expect(data(observation).violations[0].firstSeen).toBe(firstSeen);
  });

  it('does not open without a report', async () => {
    const open = (patterns: string[]) =>
      collector(patterns).open({ now, signal });
    await expect(open(['nowhere/*.yaml'])).rejects.toThrow(
      /no policy report.*nowhere\/\*\.yaml/,
    );
    await write('empty.yaml', 'nothing: here\n');
    await expect(open(['*.yaml'])).rejects.toThrow(/no policy report/);
    await write('broken.yaml', 'apiVersion: openreports.io/v1alpha1\nkind: [');
    await expect(open(['*.yaml'])).rejects.toThrow(/not read: .*broken\.yaml/);
  });

  it('tells nobody to be clean while a file cannot be read', async () => {
    await write('a.yaml', report([result('Pod/store/a')]));
    await write('b.yaml', 'apiVersion: openreports.io/v1alpha1\nkind: [');
    const before = (results: number): PolicyFact => ({
      results,
      reportedAt: null,
      violations: [],
    });
    const observations = await collect([
      target('same', inStore, before(1)),
      target('fewer', inStore, before(5)),
      target('none', { [readinessAnnotations.namespace]: 'till' }),
      target('gone', {}, before(2)),
      target('stranger'),
    ]);
    expect(observations.map(it => it.status)).toEqual([
      'observed',
      'failed',
      'failed',
      'failed',
      'absent',
    ]);
    expect((observations[1] as { error: Error }).error.message).toContain(
      'b.yaml',
    );
  });

  it('reports broken files and missing patterns, never with a path of the machine', async () => {
    await write('a.yaml', report([result('Pod/store/a'), 'text' as never]));
    await write('b.yaml', report([], { apiVersion: 'wgpolicyk8s.io/v9' }));
    const run = await collector([`${root}/*.yaml`, 'missing.yaml']).open({
      now,
      signal,
    });
    const problems = run.problems!();
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: 'collector',
          source: 'missing.yaml',
        }),
        expect.objectContaining({
          subject: 'file',
          source: expect.stringMatching(/\/a\.yaml$/),
          line: expect.any(Number),
        }),
        expect.objectContaining({
          subject: 'file',
          message: expect.stringContaining('v9'),
        }),
      ]),
    );
    expect(JSON.stringify(problems)).not.toContain(tmpdir());
  });

  it('records at most a thousand violations, the worst', async () => {
    await write(
      'a.yaml',
      report(
        Array.from({ length: 1_200 }, (_, i) =>
          result(`Pod/store/p${i}`, { severity: i < 300 ? 'critical' : 'low' }),
        ),
      ),
    );
    const [observation] = await collect([target('x', inStore)]);
    const { violations, results } = data(observation);
    expect(results).toBe(1_200);
    expect(violations).toHaveLength(1_000);
    expect(violations.filter(it => it.severity === 'critical')).toHaveLength(
      300,
    );
    expect(observation.problems![0].message).toContain('1200 violations');
  });

  it('answers the same for the same reports, whatever their order', async () => {
    const one = report([result('Pod/store/a'), result('Pod/store/b')]);
    const two = report([result('Pod/store/c', { rule: 'other' })]);
    await write('a.yaml', one, two);
    const [first] = await collect([target('x', inStore)]);
    await write('a.yaml', two, one);
    const [second] = await collect([target('x', inStore)]);
    expect(second).toEqual(first);
  });
});
