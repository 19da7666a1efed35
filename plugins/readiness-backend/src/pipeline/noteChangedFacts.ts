import {
  FactVersionChange,
  ResultTransition,
} from '../database/operations/results';

/** Versions of facts, by collector. */
type Versions = ReadonlyMap<string, number>;

/**
 * Notes with transitions which of the facts that their checks read are other ones than before.
 *
 * @param transitions - Of one entity and scorecard.
 * @param before - What the evaluation before was made of; undefined: not noted, so that nothing is said.
 * @param after - What this one is made of.
 * @param decisive - Ids of the collectors that decide a check, sorted, by key of the check.
 * @returns The same transitions in the same order; those whose facts are as they were are as they were.
 */
export function noteChangedFacts(
  transitions: readonly ResultTransition[],
  before: Versions | undefined,
  after: Versions,
  decisive: (checkKey: number) => readonly string[],
): readonly ResultTransition[] {
  if (!before) {
    return transitions;
  }
  return transitions.map(transition => {
    const facts = changedFacts(decisive(transition.checkKey), before, after);
    return facts.length ? { ...transition, facts } : transition;
  });
}

function changedFacts(
  collectors: readonly string[],
  before: Versions,
  after: Versions,
): FactVersionChange[] {
  return collectors.flatMap((collector): FactVersionChange[] => {
    const old = before.get(collector) ?? null;
    const now = after.get(collector) ?? null;
    return old === now ? [] : [[collector, old, now]];
  });
}
