import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInScorecards } from './builtInScorecards';

describe('builtInScorecards', () => {
  it('are without problems', async () => {
    const builtIn = await builtInScorecards();
    const { scorecards, problems } = readScorecards([], { builtIn });
    expect(problems).toEqual([]);
    expect(scorecards.map(({ name, stratum }) => [name, stratum])).toEqual([
      ['service-readiness', 0],
      ['team-readiness', 2],
    ]);
  });
});
