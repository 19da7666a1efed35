import { Knex } from 'knex';
import { addToCounters } from '../database/operations/counters';
import {
  addToMovements,
  loadScorecardAges,
} from '../database/operations/movements';
import { EvaluationChange } from '../database/operations/results';
import {
  CounterDeltas,
  entryPart,
  MovementCheck,
  MovementDeltas,
} from '../rollups';
import { BatchScorecard } from './BatchScorecard';

/**
 * Adds to counters and movements what changed evaluations do to them: the last statements of
 * their transaction, since these rows are shared with other workers.
 *
 * @param trx - The transaction that wrote the evaluations.
 * @param options - `prepared`: the active scorecards; `now`: the present, whose UTC day movements
 *   are booked under.
 */
export async function addToSums(
  trx: Knex.Transaction,
  options: {
    changes: readonly EvaluationChange[];
    prepared: readonly BatchScorecard[];
    now: Date;
  },
): Promise<void> {
  const { changes, prepared, now } = options;
  if (!changes.length) {
    return;
  }
  const isFirst = ({ before, after }: EvaluationChange) =>
    !before && after !== undefined && !after.inGrace;
  const ages = changes.some(isFirst)
    ? await loadScorecardAges(trx)
    : new Map<string, number>();
  const firstSince = ages.size ? Math.min(...ages.values()) : undefined;
  const checks = new Map(
    prepared.map(scorecard => [
      scorecard.active.definitionId,
      movementChecks(scorecard),
    ]),
  );
  const counters = new CounterDeltas();
  const movements = new MovementDeltas(now.toISOString().slice(0, 10));
  for (const change of changes) {
    const { before, after, origin } = change;
    if (before) {
      counters.subtract(before);
    }
    if (after) {
      counters.add(after);
    }
    movements.add(change, {
      checks: checks.get(after?.definitionId ?? 0) ?? new Map(),
      ownerSince: origin.ownerSince,
      at: now.getTime(),
      entry: () =>
        entryPart({
          createdAt: origin.createdAt,
          isEvaluated: origin.isEvaluated,
          scorecardSince: ages.get(change.scorecard),
          firstSince,
          at: now.getTime(),
        }),
    });
  }
  await addToCounters(trx, {
    rollups: counters.rollupRows(),
    levels: counters.levelRows(),
  });
  await addToMovements(trx, { rows: movements.rows() });
}

function movementChecks({ active }: BatchScorecard) {
  return new Map<number, MovementCheck>(
    active.compiled.checks.flatMap(({ definition }) => {
      const key = active.checkKeys.get(definition.id);
      const { weight, area, gate, level } = definition;
      return key === undefined
        ? []
        : [[key, { weight, area, gateLevel: gate ? level : null }] as const];
    }),
  );
}
