import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import { ActiveScorecard } from '../definitions/ActiveScorecards';
import { findDependentChecks } from './findDependentChecks';
import { hashStandard, StandardHash } from './InputHash';
import { DependentCheck } from './resultTransitions';
import { ScorecardFacts, scorecardFacts } from './scorecardFacts';

/**
 * A scorecard made ready for a batch.
 */
export interface BatchScorecard {
  active: ActiveScorecard;
  hash: StandardHash;
  /** Undefined: the default one. */
  calendar?: BusinessCalendar;
  /** Check ids by key. */
  checkIds: ReadonlyMap<number, string>;
  /** Levels of the gates, by key. */
  gates: ReadonlyMap<number, number>;
  /** Checks that read results of other entities, by key. */
  dependent: ReadonlyMap<number, DependentCheck>;
  facts: ScorecardFacts;
}

/**
 * Makes a scorecard ready for a batch.
 *
 * @param active - A version that is active.
 * @param connected - Ids of connected collectors.
 * @param calendar - Undefined: the default one.
 */
export function prepareScorecard(
  active: ActiveScorecard,
  connected: ReadonlySet<string>,
  calendar: BusinessCalendar | undefined,
): BatchScorecard {
  return {
    active,
    calendar,
    hash: hashStandard(active, connected, calendar),
    checkIds: new Map(
      [...active.checkKeys].map(([checkId, key]) => [key, checkId]),
    ),
    gates: new Map(
      active.compiled.checks.flatMap(({ definition }) => {
        const key = active.checkKeys.get(definition.id);
        return definition.gate && key !== undefined
          ? [[key, definition.level] as const]
          : [];
      }),
    ),
    dependent: findDependentChecks(active),
    facts: scorecardFacts(active),
  };
}
