import { dependenciesFact } from '@team-readiness/backstage-plugin-readiness-common';
import { tinyScorecard } from './tinyScorecard';

const checks = (ids: string[]) =>
  ids.map((id, index) => ({
    id,
    collector: index % 2 ? 'b' : 'a',
    area: index % 2 ? ('documentation' as const) : ('ownership' as const),
  }));

/** The version before the kills, and the one that is being rolled out when they come. */
export const killTestScorecards = {
  before: tinyScorecard({
    name: 'first',
    contentHash: 'v1',
    types: ['service'],
    checks: checks(['one', 'two', 'three', 'four']),
  }),
  after: tinyScorecard({
    name: 'first',
    contentHash: 'v2',
    types: ['service'],
    checks: [
      ...checks(['one', 'two', 'three', 'five', 'six']),
      {
        id: 'dependencies',
        collector: dependenciesFact.collector,
        area: 'slos',
      },
    ],
  }),
};
