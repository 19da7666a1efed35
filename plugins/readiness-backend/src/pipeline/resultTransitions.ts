import { Cause } from '@team-readiness/backstage-plugin-readiness-common';
import {
  PackedResult,
  ResultTransition,
  StoredEvaluation,
} from '../database/operations/results';
import { changedParts, InputPart } from './InputHash';

/** What a check that reads results of other entities reads besides them: nothing, or facts of its own. */
export type DependentCheck = 'only' | 'too';

/**
 * Compares the results of an entity before and after. A first evaluation has no
 * transitions: what was there when nobody looked is not a change.
 *
 * When several inputs changed at once, the cause is the one that explains most: a
 * standard before a source, a source before an owner, an owner before data. Data of the entity and
 * results of others are told apart by what a check reads.
 *
 * @param before - What is stored, if anything.
 * @param after - What was evaluated now.
 * @param dependent - Keys of the checks that read results of other entities, and whether they read
 *   anything else that was observed.
 * @returns One transition per check whose outcome came, went or changed.
 */
export function resultTransitions(
  before: StoredEvaluation | undefined,
  after: StoredEvaluation,
  dependent: ReadonlyMap<number, DependentCheck> = new Map(),
): ResultTransition[] {
  if (!before || before.packed === after.packed) {
    return [];
  }
  const parts = changedParts(before.inputHash, after.inputHash);
  const moved = before.ownerSetId !== after.ownerSetId;
  const old = new Map(before.results.map(result => [result.checkKey, result]));
  const transitions: ResultTransition[] = [];
  const compare = (
    checkKey: number,
    from: PackedResult['outcome'] | null,
    to: PackedResult['outcome'] | null,
  ) => {
    if (from !== to) {
      const cause = causeOf(from, to, {
        parts,
        moved,
        dependent: dependent.get(checkKey),
      });
      transitions.push({ checkKey, from, to, cause });
    }
  };
  for (const { checkKey, outcome } of after.results) {
    compare(checkKey, old.get(checkKey)?.outcome ?? null, outcome);
    old.delete(checkKey);
  }
  for (const { checkKey, outcome } of old.values()) {
    compare(checkKey, outcome, null);
  }
  return transitions;
}

/**
 * The transitions of an evaluation that is taken back as a whole.
 *
 * @param before - What is stored.
 * @param cause - `removed`, `applicability` or `standard`.
 */
export function lastTransitions(
  before: StoredEvaluation,
  cause: Cause,
): ResultTransition[] {
  return before.results.map(({ checkKey, outcome }) => ({
    checkKey,
    from: outcome,
    to: null,
    cause,
  }));
}

/**
 * Why something changed.
 *
 * @param from - The outcome before; null: there was none, or it is about no single check.
 * @param to - The outcome now; null likewise.
 * @param change - `parts` of the input that differ; `moved`: the owners differ; `dependent`: whether
 *   the check reads results of other entities.
 */
export function causeOf(
  from: PackedResult['outcome'] | null,
  to: PackedResult['outcome'] | null,
  {
    parts,
    moved,
    dependent,
  }: {
    parts: ReadonlySet<InputPart>;
    moved: boolean;
    dependent: DependentCheck | undefined;
  },
): Cause {
  if (from === 'exempt' || to === 'exempt') {
    return 'exemption';
  }
  if (parts.has('standard')) {
    return 'standard';
  }
  if (parts.has('connected')) {
    return 'collector';
  }
  if (from === 'not-applicable' || to === 'not-applicable') {
    return 'applicability';
  }
  if (
    dependent &&
    parts.has('others') &&
    (dependent === 'only' || parts.size === 1)
  ) {
    return 'dependency';
  }
  if (moved && !parts.has('facts')) {
    return 'ownership';
  }
  // A fact that went stale is missing data, though it was the clock that told.
  return parts.size ? 'data' : 'time';
}
