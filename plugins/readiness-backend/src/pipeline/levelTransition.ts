import { Cause } from '@team-readiness/backstage-plugin-readiness-common';
import {
  LevelTransition,
  PackedResult,
  ResultTransition,
  StoredEvaluation,
} from '../database/operations/results';
import { causeOf } from './resultTransitions';
import { changedParts } from './InputHash';

/** Of several causes the first one explains most. */
const explaining: readonly Cause[] = [
  'standard',
  'collector',
  'exemption',
  'applicability',
  'ownership',
  'data',
  'dependency',
  'time',
];

/**
 * Compares the level of an entity before and after. A first evaluation is no change, nor is a level
 * that is held while data is missing.
 *
 * Its cause is that of the gates that moved it: of a rise those that are met now, of a fall those
 * that are not any more, up to the higher one of the two levels. Where no gate moved (a level was held
 * for long enough), it is what changed of the input, or else the time.
 *
 * @param before - What is stored, if anything.
 * @param after - What was evaluated now.
 * @param context - `transitions`: of the results; `gates`: level of each gate, by the key of its check.
 */
export function levelTransition(
  before: StoredEvaluation | undefined,
  after: StoredEvaluation,
  context: {
    transitions: readonly ResultTransition[];
    gates: ReadonlyMap<number, number>;
  },
): LevelTransition | undefined {
  if (!before || before.level === after.level) {
    return undefined;
  }
  const highest = Math.max(before.level, after.level);
  const rises = after.level > before.level;
  const causes = new Set(
    context.transitions
      .filter(
        ({ checkKey, to }) =>
          (context.gates.get(checkKey) ?? Infinity) <= highest &&
          isMet(to) === rises,
      )
      .map(({ cause }) => cause),
  );
  return {
    from: before.level,
    to: after.level,
    cause:
      explaining.find(cause => causes.has(cause)) ??
      causeOf(null, null, {
        parts: changedParts(before.inputHash, after.inputHash),
        moved: before.ownerSetId !== after.ownerSetId,
        dependent: undefined,
      }),
  };
}

/** A gate that is not asked any more stands in nobody's way. */
function isMet(outcome: PackedResult['outcome'] | null): boolean {
  return (
    outcome === null ||
    outcome === 'pass' ||
    outcome === 'exempt' ||
    outcome === 'not-applicable'
  );
}
