import {
  Area,
  areas,
  ExplainedResult,
  outcomes,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';

/** The results of one area, by what they ask of the reader. */
export interface AreaResults {
  area: Area;
  /** Not met, or not known: the most urgent first. */
  open: ExplainedResult[];
  /** Not met or not known, but announced: they do not count yet. */
  later: ExplainedResult[];
  /** Met, or does not apply. */
  closed: ExplainedResult[];
}

const closedOutcomes = new Set<ExplainedResult['outcome']>([
  'pass',
  'not-applicable',
]);

function byUrgency(one: ExplainedResult, other: ExplainedResult): number {
  return (
    outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome) ||
    one.level - other.level
  );
}

/**
 * Sorts the results of a scorecard by area, and within each by what they ask of the reader. What is needed for the
 * target is open, whether it counts or not; of an entity in grace nothing counts, so that it tells nothing apart.
 *
 * @returns the areas that have a result, core areas first
 */
export function sortResults(readiness: ScorecardReadiness): AreaResults[] {
  const needed = new Set(readiness.fixes.map(({ checkId }) => checkId));
  const isClosed = ({ outcome }: ExplainedResult) =>
    closedOutcomes.has(outcome);
  const isLater = (result: ExplainedResult) =>
    !result.counts &&
    !readiness.inGrace &&
    result.outcome !== 'exempt' &&
    !needed.has(result.checkId);
  return areas.flatMap(area => {
    const results = readiness.results.filter(result => result.area === area);
    const asking = results.filter(result => !isClosed(result)).sort(byUrgency);
    return results.length > 0
      ? [
          {
            area,
            open: asking.filter(result => !isLater(result)),
            later: asking.filter(isLater),
            closed: results.filter(isClosed),
          },
        ]
      : [];
  });
}

/**
 * How many results there are of those that need not be open, e.g. "2 do not count yet · 4 met · 1 does not apply".
 *
 * @param t - translates
 */
export function countsWords(
  t: ReadinessT,
  { later, closed }: Pick<AreaResults, 'later' | 'closed'>,
): string {
  const met = closed.filter(({ outcome }) => outcome === 'pass').length;
  const out = closed.length - met;
  return [
    later.length > 0 ? t('service.counts.later', { count: later.length }) : '',
    met > 0 ? t('service.counts.met', { count: met }) : '',
    out > 0 ? t('service.counts.out', { count: out }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
