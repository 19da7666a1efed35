import {
  BusinessCalendar,
  EvaluationInput,
  PreviousEvaluation,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { FactSnapshot } from '@team-readiness/backstage-plugin-readiness-common';
import { StoredFact, StoredResult } from '../../database/operations/reading';
import {
  toPreviousEvaluation,
  unpackResults,
} from '../../database/operations/results';
import { ReadableScorecard } from '../reading/ReadableScorecards';

const hour = 3_600_000;

function toIso(time: number | null): string | null {
  return time === null ? null : new Date(Number(time)).toISOString();
}

function parseData(text: string): FactSnapshot['data'] | null {
  try {
    const data: FactSnapshot['data'] | null = JSON.parse(text);
    return typeof data === 'object' && data !== null ? data : null;
  } catch {
    return null;
  }
}

/**
 * Facts as the engine reads them. A fact that is not a JSON object is left out:
 * its checks then say that nothing was observed.
 */
export function toFactSnapshots(
  facts: readonly StoredFact[],
): Record<string, FactSnapshot> {
  return Object.fromEntries(
    facts.flatMap(fact => {
      const data = parseData(fact.data);
      return data
        ? [
            [
              fact.collector,
              {
                collector: fact.collector,
                data,
                observedAt: new Date(Number(fact.observed_at)).toISOString(),
                expiresAt: toIso(fact.expires_at),
              },
            ],
          ]
        : [];
    }),
  );
}

/**
 * Since when outcomes stand, and the level that is held.
 *
 * @param stored - undefined: the scorecard was not evaluated yet
 */
export function toPrevious(
  scorecard: ReadableScorecard,
  stored: StoredResult | undefined,
): PreviousEvaluation | undefined {
  return (
    stored &&
    toPreviousEvaluation(
      {
        results: unpackResults(stored.packed),
        level: stored.level,
        baseLevel: stored.base_level,
        heldSince:
          stored.held_since === null ? null : Number(stored.held_since),
      },
      new Map(
        [...scorecard.active.checkKeys].map(([checkId, key]) => [key, checkId]),
      ),
    )
  );
}

/**
 * What the engine needs to explain one entity.
 *
 * @param options - `now` is cut to the hour, as evaluations are
 */
export function toEvaluationInput(options: {
  entityRef: string;
  createdAt: number | null;
  facts: Readonly<Record<string, FactSnapshot>>;
  connected: ReadonlySet<string>;
  now: Date;
  calendar: BusinessCalendar | undefined;
  previous: PreviousEvaluation | undefined;
}): EvaluationInput {
  const { createdAt, now, ...input } = options;
  return {
    ...input,
    createdAt: toIso(createdAt),
    now: new Date(Math.floor(now.getTime() / hour) * hour),
  };
}
