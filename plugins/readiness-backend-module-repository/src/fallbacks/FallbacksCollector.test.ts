import { createMockDirectory } from '@backstage/backend-test-utils';
import { FallbacksFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { FallbacksCollector } from './FallbacksCollector';
import { readFallbacks } from './readFallbacks';

const now = new Date('2026-06-15T12:00:00Z');
const own = 'The last known price is used for an hour.';

describe('readFallbacks', () => {
  const read = (text: string, everywhere = true) =>
    readFallbacks(text, {
      dependencies: ['pricing', 'orders', 'orders-db'],
      everywhere,
      now,
    });

  it('counts the words under headings and in rows that name a dependency', () => {
    expect(
      read(
        `# Pricing and orders away\n\n## Pricing\n\n${own}\n\n### Why\n\n${own}\n\n## Orders DB\n\nTODO\n\n| Dependency | What |\n|---|---|\n| \`orders\` | one two three |`,
      ),
    ).toEqual([
      { dependency: 'pricing', words: 18 },
      { dependency: 'orders-db', words: 5 },
      { dependency: 'orders', words: 3 },
    ]);
  });

  it('looks in an overview only below headings on fallbacks', () => {
    const overview = `# Shop\n\n## Pricing\n\n${own}\n\n## Graceful degradation\n\n### Pricing\n\n${own}\n\n## Orders\n\n${own}`;
    expect(read(overview, false)).toEqual([
      { dependency: 'pricing', words: 9 },
    ]);
    expect(read('## Fallback for orders\n\none two', false)).toEqual([
      { dependency: 'orders', words: 2 },
    ]);
  });

  it('reads a table of ten thousand columns, and as many headings', () => {
    const cells = ' a |'.repeat(10_000);
    expect(
      read(
        `| pricing |${cells}\n|---|${'-|'.repeat(10_000)}\n| pricing |${cells}`,
      ).length,
    ).toBeLessThanOrEqual(1);
    expect(read('## pricing\n'.repeat(10_000))).toHaveLength(10_000);
  });
});

describe('FallbacksCollector', () => {
  it('takes the longest text on each dependency, from both documents', async () => {
    const root = createMockDirectory();
    const host = new DocumentHost(root.path);
    host.write('shop', {
      'docs/fallbacks.md': `## pricing\n\nshort\n\n## orders\n\n${own}`,
      'ARCHITECTURE.md': `## Fallbacks\n\n### pricing\n\n${own}`,
    });
    const { fact } = await observe<FallbacksFact>(
      new FallbacksCollector({
        files: host,
        schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
      }),
      host.target('shop', { dependencies: ['pricing', 'orders', 'mail'] }),
    );
    expect(fact).toEqual({
      location: 'shop',
      fallbacks: [
        { dependency: 'orders', words: 9, path: 'docs/fallbacks.md' },
        { dependency: 'pricing', words: 9, path: 'ARCHITECTURE.md' },
      ],
    });
  });
});
