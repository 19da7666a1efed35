import { createMockDirectory } from '@backstage/backend-test-utils';
import { ImpactFact } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { ListedEntities } from '../code';
import { ImpactCollector } from './ImpactCollector';
import { readImpactEntry } from './readImpactEntry';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const now = new Date('2026-06-15T12:00:00Z');

function entry(keys: Record<string, string | null> = {}): string {
  const all: Record<string, string | null> = {
    kind: 'improvement',
    metric: 'monthly spend on storage',
    unit: 'EUR',
    before: '840',
    after: '310.5',
    from: '2026-04-01',
    to: '2026-05-20',
    evidence: 'https://dashboards.example.org/storage',
    ...keys,
  };
  const lines = Object.entries(all).flatMap(([key, value]) =>
    value === null ? [] : `${key}: ${value}`,
  );
  return ['---', ...lines, '---', 'What was done.'].join('\n');
}

const read = (keys?: Record<string, string | null>) =>
  readImpactEntry(entry(keys), now);

describe('readImpactEntry', () => {
  it('reads a complete entry', () => {
    expect(read()).toEqual({
      entry: {
        kind: 'improvement',
        metric: 'monthly spend on storage',
        unit: 'EUR',
        before: 840,
        after: 310.5,
        from: '2026-04-01',
        to: '2026-05-20',
        evidence: 'https://dashboards.example.org/storage',
        topics: ['cost'],
        complete: true,
      },
      issues: [],
      nextDay: undefined,
    });
  });

  it.each([
    ['kind', 'party'],
    ['metric', null],
    ['unit', '""'],
    ['before', 'many'],
    ['after', '.inf'],
    ['from', '2026-05-20'],
    ['from', '2026-06-01'],
    ['to', '2026-07-01'],
    ['evidence', 'data:text/html,x'],
    ['evidence', 'https://user:secret@example.org/'],
    ['evidence', 'docs/x.md'],
  ])('is not complete where %s is %s', (key, value) => {
    const { entry: found } = read({ [key]: value });
    expect(found).toMatchObject({ complete: false });
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it.each([
    ['deployments on a Friday', 'count', ['delivery', 'release-schedule']],
    ['requests', '€ a month', ['cost']],
    ['length of the freeze', 'days', ['release-schedule']],
    ['p99 latency', 'ms', ['reliability']],
    ['hours of manual work', 'h', ['toil']],
    ['number of users', 'users', []],
  ])('%s in %s is about %j', (metric, unit, topics) => {
    expect(read({ metric, unit }).entry?.topics).toEqual(topics);
  });

  it('has no entry where the front matter cannot be read', () => {
    expect(readImpactEntry('---\nkind: [\n---\n', now)).toMatchObject({
      entry: undefined,
      issues: [{ line: 3 }],
    });
    expect(readImpactEntry('# Hello', now).entry).toMatchObject({
      complete: false,
    });
  });

  it('answers any front matter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), yaml => {
        const { entry: found } = readImpactEntry(`---\n${yaml}\n---\n`, now);
        expect((found?.metric ?? '').length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 300 },
    );
  });
});

describe('ImpactCollector', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
  });

  it('finds entries, newest first', async () => {
    host.write('shop', {
      'docs/impact/a.md': entry(),
      'docs/impact/2026/b.md': entry({ to: '2026-06-01' }),
      'docs/impact/c.md': '---\nkind: [\n---\n',
      'docs/impact/README.md': entry(),
    });
    const { fact, problems } = await observe<ImpactFact>(
      new ImpactCollector({ files: host, schedule }),
      host.target('shop'),
    );
    expect(fact.entries.map(({ path }) => path)).toEqual([
      'docs/impact/2026/b.md',
      'docs/impact/a.md',
    ]);
    expect(fact.broken).toBe(1);
    expect(problems).toMatchObject([{ name: 'docs/impact/c.md' }]);
  });

  describe('of a Group', () => {
    const owns = (...names: string[]) => ({
      kind: 'Group',
      relations: names.map(name => ({
        type: 'ownerOf',
        targetRef: `component:default/${name}`,
      })),
    });

    function collector() {
      const entities = new ListedEntities(
        ['shop', 'pay'].map(name => host.target(name).entity),
      );
      return new ImpactCollector({ files: host, schedule, entities });
    }

    it('finds those of all that it owns, and of nothing else', async () => {
      host.write('shop', { 'docs/impact/a.md': entry() });
      host.write('pay', {
        'docs/impact/b.md': entry({ to: '2026-06-01' }),
        'docs/impact/broken.md': '---\nkind: [\n---\n',
      });
      host.write('other', { 'docs/impact/c.md': entry() });
      const { fact, problems } = await observe<ImpactFact>(
        collector(),
        host.target('team', { entity: owns('pay', 'shop', 'gone') }),
      );
      expect(fact.entries.map(({ path }) => path)).toEqual([
        'pay/docs/impact/b.md',
        'shop/docs/impact/a.md',
      ]);
      expect(fact.broken).toBe(1);
      expect(problems).toEqual([]);
    });

    it('says nothing where something that it owns cannot be read', async () => {
      host.write('shop', { 'docs/impact/a.md': entry() });
      const team = host.target('team', { entity: owns('shop') });
      host.failure = new Error('connect refused');
      await expect(observe(collector(), team)).rejects.toThrow('failed');
    });
  });
});
