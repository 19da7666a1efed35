import { screen, within } from '@testing-library/react';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { englishReader } from '../__testUtils__/englishReader';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { connectionWords } from './CheckSources';

describe('CheckSources', () => {
  // What a reader may do is kept between renderings, so that this stands alone.
  it('says no more than whether it is connected to readers who may not know', async () => {
    const api = new InMemoryReadinessApi();
    renderReadiness('/readiness/checks/service-readiness/slo-defined', api, {
      mayReadProblems: false,
    });
    const sources = await screen.findByRole('list', { name: 'Data sources' });
    expect(
      within(sources)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'The SLO documentsConnected: SLO documents',
      'The incident eventsNot connected',
    ]);
    expect(api.lastAsked('listCollectors')).toBeUndefined();
    expect(api.asked.map(([method]) => method)).not.toContain('listCollectors');
  });
});

describe('connectionWords', () => {
  const source: CheckDetails['sources'][number] = {
    collector: 'gate',
    title: 'The quality gate',
    reads: 'the quality gate',
    kind: 'module',
    connected: true,
  };
  it.each<[Partial<CheckDetails['sources'][number]>, string]>([
    [{}, 'Connected'],
    [{ title: 'SonarQube' }, 'Connected: SonarQube'],
    [{ kind: 'recipe' }, 'Connected: recipe The quality gate'],
    [{ kind: 'push' }, 'Connected: pushed by services'],
    [{ connected: false, kind: null }, 'Not connected'],
  ])('%j is %s', (changes, words) => {
    expect(connectionWords(englishReader().t, { ...source, ...changes })).toBe(
      words,
    );
  });
});
