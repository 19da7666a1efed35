/**
 * How gates make a level.
 *
 * - A level is offered if a counting gate of it applies; the highest one
 *   offered is the ceiling, and no entity is above it.
 * - A level needs every gate up to it to be met: `pass`, `exempt` or
 *   `not-applicable`.
 * - A level that was reached is held while no gate up to it fails and none has
 *   been without an answer (`unknown`, `error`) for the whole hold time. So
 *   only a failing gate lowers a level at once.
 */
import { Check } from '@team-readiness/backstage-plugin-readiness-common';
import { dayInMilliseconds } from '../calendar/calendarDay';
import { CheckResult, TargetLevel } from './EntityEvaluation';

/** A counting gate and its result. */
export interface GateResult {
  definition: Check;
  result: CheckResult;
}

/** Where an entity stands on the ladder. */
export interface LadderPosition {
  level: number;
  ceiling: number;
  /** Levels that are offered, ascending. */
  offered: number[];
  heldSince: number | null;
  heldUntil: number | null;
}

function isMet({ result: { outcome } }: GateResult): boolean {
  return (
    outcome === 'pass' || outcome === 'exempt' || outcome === 'not-applicable'
  );
}

function isUnanswered({ result: { outcome } }: GateResult): boolean {
  return outcome === 'unknown' || outcome === 'error';
}

function highest(
  offered: number[],
  allows: (level: number) => boolean,
): number {
  return offered.filter(allows).at(-1) ?? 0;
}

/**
 * Finds the level.
 *
 * @param gates - the counting gates that are active
 * @param previousLevel - the level before this evaluation
 * @param holdDays - how long a level is held
 * @param now - milliseconds
 */
export function findLevel(
  gates: GateResult[],
  previousLevel: number,
  holdDays: number,
  now: number,
): LadderPosition {
  const offered = [
    ...new Set(
      gates
        .filter(({ result }) => result.outcome !== 'not-applicable')
        .map(({ definition }) => definition.level),
    ),
  ].sort((a, b) => a - b);
  const ceiling = offered.at(-1) ?? 0;
  const hold = holdDays * dayInMilliseconds;
  const lostAt = ({ result }: GateResult) => Date.parse(result.since);
  const holds = (gate: GateResult) =>
    isUnanswered(gate) && now < lostAt(gate) + hold;
  const upTo = (level: number) =>
    gates.filter(({ definition }) => definition.level <= level);

  const met = highest(offered, level => upTo(level).every(isMet));
  const held = highest(
    offered,
    level =>
      level <= previousLevel &&
      upTo(level).every(gate => isMet(gate) || holds(gate)),
  );
  if (held <= met) {
    return { level: met, ceiling, offered, heldSince: null, heldUntil: null };
  }
  const heldSince = Math.min(...upTo(held).filter(holds).map(lostAt));
  return {
    level: held,
    ceiling,
    offered,
    heldSince,
    heldUntil: heldSince + hold,
  };
}

function isAskedFor({ definition }: GateResult, target: TargetLevel): boolean {
  if (definition.level > target.level) {
    return false;
  }
  const { only } = target;
  return (
    !only ||
    Boolean(only.areas?.includes(definition.area)) ||
    Boolean(only.checks?.includes(definition.id))
  );
}

/**
 * Is the entity where it is asked to be, and what is left to do?
 *
 * A target above the ceiling is met at the ceiling. With `only`, just those
 * gates are asked for; a gate that carries a held level counts as met.
 *
 * @returns `fixes`: the fewest gates that have to be met to be on target, least
 *   effort first, then by level and id; empty when on target. A gate without an
 *   answer is one of them, unless it carries its level and no level is asked for
 */
export function compareWithTarget(
  gates: GateResult[],
  position: LadderPosition,
  target: TargetLevel,
): { onTarget: boolean; fixes: string[] } {
  const asked = gates.filter(gate => isAskedFor(gate, target));
  const required = highest(position.offered, level => level <= target.level);
  const isCarried = (gate: GateResult) =>
    isMet(gate) ||
    (isUnanswered(gate) && gate.definition.level <= position.level);
  const onTarget = target.only
    ? asked.every(isCarried)
    : position.level >= required;
  const fixes = asked
    .filter(gate => !(target.only ? isCarried(gate) : isMet(gate)))
    .map(({ definition }) => definition)
    .sort(
      (a, b) =>
        a.effort - b.effort || a.level - b.level || (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
  return { onTarget, fixes: onTarget ? [] : fixes };
}
