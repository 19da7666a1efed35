import { DefinitionsRefresh } from '@team-readiness/backstage-plugin-readiness-common';
import { screen } from '@testing-library/react';
import { problem } from '../__testUtils__/examples';
import { englishReader } from '../__testUtils__/englishReader';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { refreshWords } from './ReadAgainButton';

describe('ReadAgainButton', () => {
  // What a reader may do is kept between renderings, so that this stands alone.
  it('is not there for who may not', async () => {
    renderReadiness('/readiness/standards', new InMemoryReadinessApi(), {
      mayRefreshDefinitions: false,
    });
    await screen.findByRole('table', { name: 'Checks of Service readiness' });
    expect(
      screen.queryByRole('button', { name: 'Read again' }),
    ).not.toBeInTheDocument();
  });
});

describe('refreshWords', () => {
  const active: DefinitionsRefresh['active'][number] = {
    kind: 'Scorecard',
    name: 'service-readiness',
    version: 1,
    contentHash: 'c'.repeat(64),
    source: 'service-readiness.yaml',
    createdBy: 'file',
    createdAt: '2026-09-01T08:00:00Z',
  };

  it.each<[Partial<DefinitionsRefresh>, string]>([
    [{}, 'Read 0 documents'],
    [{ active: [active] }, 'Read 1 document'],
    [
      { active: [active, active, active], problems: [problem] },
      'Read 3 documents, 1 problem',
    ],
    [
      { active: [active], comparing: ['a', 'b'] },
      'Read 1 document. 2 new versions are tried on what is known before they count.',
    ],
  ])('%j is %s', (refresh, words) => {
    expect(
      refreshWords(englishReader().t, {
        active: [],
        comparing: [],
        problems: [],
        ...refresh,
      }),
    ).toBe(words);
  });
});
