/**
 * What a change of results counts as. The parts are those of the API's `MovementPart`.
 */
import { MovementPart } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EvaluationChange,
  ResultTransition,
  StoredEvaluation,
} from '../database/operations/results';

/** What movements ask of a check of the present standard. */
export interface MovementCheck {
  weight: number;
  area: string;
  /** The level that it decides; null: none. */
  gateLevel: number | null;
}

/** Checks of the present standard by key. */
export type MovementChecks = ReadonlyMap<number, MovementCheck>;

/**
 * The part of a transition: that of its cause or, where it is a change of the thing itself, of the outcomes.
 *
 * @returns `standard` for what the standard, its predicates and conditions of use do
 */
export function transitionPart({
  from,
  to,
  cause,
}: Pick<ResultTransition, 'from' | 'to' | 'cause'>): MovementPart {
  switch (cause) {
    case 'exemption':
      return 'exemption';
    case 'collector':
      return 'data';
    case 'ownership':
      return 'moved';
    case 'data':
    case 'time':
    case 'dependency':
      break;
    default:
      return 'standard';
  }
  if (isMissing(from) || isMissing(to)) {
    return 'data';
  }
  if (from === 'fail' && to === 'pass') {
    return 'improved';
  }
  return from === 'pass' && to === 'fail' ? 'declined' : 'standard';
}

/** Of several parts the first one explains most. */
const explaining: readonly MovementPart[] = [
  'standard',
  'exemption',
  'moved',
  'declined',
  'improved',
  'data',
];

/**
 * The part of an entity that came on target, or lost it.
 *
 * It is that of the gates that moved its level: those met now, or not any more, up to the higher
 * one of both levels. Where none moved, the level followed the clock: it was held while data was
 * missing and is not any longer (`data`, or `declined` where a gate fails), or was held for long enough.
 * Another target, or none any more, is `standard`.
 *
 * @param change - Of an entity that counts before and after.
 * @param checks - Of the present standard.
 */
export function targetPart(
  {
    before,
    after,
    transitions,
    level,
  }: EvaluationChange & { before: StoredEvaluation; after: StoredEvaluation },
  checks: MovementChecks,
): MovementPart {
  if (before.targetLevel !== after.targetLevel) {
    return 'standard';
  }
  const rises = after.onTarget === true;
  const highest = level ? Math.max(level.from, level.to ?? 0) : Infinity;
  const decides = (checkKey: number) =>
    (checks.get(checkKey)?.gateLevel ?? Infinity) <= highest &&
    (checks.get(checkKey)?.gateLevel ?? null) !== null;
  const parts = new Set(
    transitions
      .filter(
        ({ checkKey, to }) => decides(checkKey) && isInTheWay(to) !== rises,
      )
      .map(transitionPart),
  );
  const found = explaining.find(part => parts.has(part));
  if (found || !level) {
    return found ?? 'standard';
  }
  const [from, to] = rises
    ? (['fail', 'pass'] as const)
    : ([
        'pass',
        after.results.some(
          ({ checkKey, outcome }) => outcome === 'fail' && decides(checkKey),
        )
          ? 'fail'
          : 'unknown',
      ] as const);
  return transitionPart({ from, to, cause: level.cause });
}

function isMissing(outcome: ResultTransition['from']): boolean {
  return outcome === 'unknown' || outcome === 'error';
}

/** A gate that is not asked any more stands in nobody's way. */
function isInTheWay(outcome: ResultTransition['from']): boolean {
  return outcome === 'fail' || isMissing(outcome);
}
