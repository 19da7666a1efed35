import { screen } from '@testing-library/react';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { collectorHealth } from '../__testUtils__/examples';
import { englishReader } from '../__testUtils__/englishReader';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { summaryWords } from './SourcesPanel';

describe('SourcesPanel', () => {
  // What a reader may do is kept between renderings, so that this stands alone.
  it('lets nobody ask who may not', async () => {
    renderReadiness('/readiness/health', new InMemoryReadinessApi(), {
      mayRunCollectors: false,
    });
    await screen.findByRole('table', { name: 'Data sources' });
    expect(screen.queryByRole('button', { name: /^Look now/ })).toBeNull();
  });
});

describe('summaryWords', () => {
  const counts = { ...collectorHealth.counts, failed: 0 };
  const of = (...statuses: CollectorHealth['status'][]) =>
    statuses.map(status => ({ ...collectorHealth, counts, status }));
  const mostly = [
    { ...collectorHealth, status: 'succeeded' as const },
    ...of('succeeded'),
  ];
  it.each<[CollectorHealth[], string]>([
    [mostly, '2 data sources: 1 could not read every entity'],
    [of('succeeded'), '1 data source, all fine'],
    [of('failed', 'succeeded'), '2 data sources: 1 needs a look'],
    [
      of('failed', 'failed', 'paused', 'running', 'running'),
      '5 data sources: 2 need a look, 1 is paused, 2 run now',
    ],
  ])('is in words', (sources, words) => {
    expect(summaryWords(englishReader().t, sources)).toBe(words);
  });
});
