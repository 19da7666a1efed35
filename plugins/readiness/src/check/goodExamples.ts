import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';

type TeamCount = CheckDetails['teams'][number];

const mostNamed = 3;

/** Teams to learn from. */
export interface GoodExamples {
  /** Those whose services all meet a check, the ones with most services first. */
  all: readonly TeamCount[];
  /** Where there are none: the one of which most do. */
  most: TeamCount | undefined;
}

/**
 * Whom to look at for how a check is met.
 *
 * @param teams - of the check
 */
export function goodExamples(teams: readonly TeamCount[]): GoodExamples {
  const meeting = teams.filter(({ counts }) => counts.pass > 0);
  const all = meeting
    .filter(({ adoption }) => adoption === 1)
    .sort((one, other) => other.counts.pass - one.counts.pass)
    .slice(0, mostNamed);
  const [most] = [...meeting].sort(
    (one, other) => (other.adoption ?? 0) - (one.adoption ?? 0),
  );
  return { all, most: all.length > 0 ? undefined : most };
}
