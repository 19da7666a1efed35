/**
 * One entity against one scorecard: a pure function of the scorecard, the
 * input and nothing else. A check that goes wrong is an outcome `error`, so
 * that it stops no other one.
 */
import {
  Exemption,
  Outcome,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { dayInMilliseconds } from '../calendar/calendarDay';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import {
  CheckResult,
  EntityEvaluation,
  EvaluationInput,
} from './EntityEvaluation';
import { CheckAnswer, evaluateCheck } from './evaluateCheck';
import { createContext, EvaluationContext } from './EvaluationContext';
import { findTarget } from './findTarget';
import { compareWithTarget, findLevel } from './levelLadder';
import { findOptOut } from './optOut';
import { sumWeights } from './sumWeights';
import { toIso, ValidUntil } from './ValidUntil';

/** What an evaluation reads of a compiled scorecard. */
export interface ScorecardProgram {
  readonly name: string;
  readonly document: Scorecard;
  readonly checks: readonly ScorecardCheck[];
  /** By entity ref in lower case, then check id: the one that lasts longest. */
  readonly exemptions: ReadonlyMap<string, ReadonlyMap<string, Exemption>>;
}

/** A check beside its result. */
interface Row {
  check: ScorecardCheck;
  definition: ScorecardCheck['definition'];
  result: CheckResult;
}

const emptyExemptions: ReadonlyMap<string, Exemption> = new Map();

/**
 * Answers a check without ever throwing.
 */
export function answerCheck(
  check: ScorecardCheck,
  context: EvaluationContext,
): CheckAnswer {
  try {
    return evaluateCheck(check, context);
  } catch (error) {
    return {
      outcome: 'error',
      reason: 'evaluation-error',
      deciding: null,
      missing: [],
      failure: error instanceof Error ? error.message : String(error),
    };
  }
}

/** The last moment of an exemption, exclusive: the day after `until`, in milliseconds. */
function exemptionEnd({ until }: Exemption): number {
  return Date.parse(until) + dayInMilliseconds;
}

/** Is there anything to be released from? A pass stays a pass. */
function needsRelease(outcome: CheckAnswer['outcome']): boolean {
  return outcome !== 'pass' && outcome !== 'not-applicable';
}

/** Does the entity opt out of a check that is not met, with effect? */
function optsOut(
  program: ScorecardProgram,
  { entity }: EvaluationContext,
  { definition }: ScorecardCheck,
  outcome: CheckAnswer['outcome'],
): boolean {
  return (
    definition.optOut &&
    needsRelease(outcome) &&
    Boolean(findOptOut(entity, program.name, definition)?.accepted)
  );
}

/**
 * The exemption that stands for an answer: over `fail`, `unknown` and `error`,
 * up to the end of its last day. A pass stays a pass.
 */
export function findExemption(
  program: ScorecardProgram,
  input: EvaluationInput,
  checkId: string,
  outcome: CheckAnswer['outcome'],
): Exemption | null {
  if (!needsRelease(outcome)) {
    return null;
  }
  const exemption = program.exemptions
    .get(input.entityRef.toLowerCase())
    ?.get(checkId);
  return exemption && input.now.getTime() < exemptionEnd(exemption)
    ? exemption
    : null;
}

/**
 * Does an outcome go on? No data and a check that fails to run are one: there is no answer, or
 * taking turns they would hold a level for ever.
 */
function isSame(before: Outcome, now: Outcome): boolean {
  const isUnanswered = (outcome: Outcome) =>
    outcome === 'unknown' || outcome === 'error';
  return before === now || (isUnanswered(before) && isUnanswered(now));
}

/** What others read is answered before them. */
function inOrderOfStrata(
  checks: readonly ScorecardCheck[],
): readonly ScorecardCheck[] {
  return checks.some(({ stratum }) => stratum === 1)
    ? [...checks].sort((a, b) => a.stratum - b.stratum)
    : checks;
}

/** Puts what belongs to checks into the order of the document. */
function sortAsIn<T>(
  checks: readonly ScorecardCheck[],
  items: T[],
  idOf: (item: T) => string,
): void {
  if (checks.some(({ stratum }) => stratum === 1)) {
    const order = new Map(
      checks.map(({ definition }, i) => [definition.id, i]),
    );
    const at = (item: T) => order.get(idOf(item)) ?? 0;
    items.sort((a, b) => at(a) - at(b));
  }
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/**
 * Asks a check, and looks for what releases the entity from it. A dated exemption
 * was agreed to; an opt-out is the entity's own word.
 */
function decide(
  program: ScorecardProgram,
  check: ScorecardCheck,
  context: EvaluationContext,
  hasExemptions: boolean,
): Pick<CheckResult, 'outcome' | 'reason' | 'branch'> & {
  exemption: Exemption | null;
} {
  const { outcome, reason, deciding } = answerCheck(check, context);
  const branch = deciding?.branch ?? 0;
  const exemption = hasExemptions
    ? findExemption(program, context.input, check.definition.id, outcome)
    : null;
  if (exemption) {
    return { outcome: 'exempt', reason: 'exemption', branch, exemption };
  }
  return optsOut(program, context, check, outcome)
    ? { outcome: 'exempt', reason: 'opt-out', branch, exemption }
    : { outcome, reason, branch, exemption };
}

/** Evaluates a scorecard. Never throws. */
export function evaluateScorecard(
  program: ScorecardProgram,
  input: EvaluationInput,
): EntityEvaluation {
  const { spec } = program.document;
  const context = createContext(input, spec.params);
  const validUntil = new ValidUntil(input.now);
  const nowIso = toIso(input.now.getTime());
  const earlier = new Map(
    input.previous?.results.map(result => [result.checkId, result]),
  );
  const exemptions =
    program.exemptions.get(input.entityRef.toLowerCase()) ?? emptyExemptions;

  const inactive: string[] = [];
  const rows: Row[] = [];
  const facts = new Set<string>();
  for (const check of inOrderOfStrata(program.checks)) {
    const { definition } = check;
    const stage = check.stageAt(input.now);
    if (stage === 'draft' || stage === 'retired') {
      continue;
    }
    const given = input.answers?.get(definition.id);
    if (!given && !check.isActive(input.connected)) {
      inactive.push(definition.id);
      continue;
    }
    const { outcome, reason, branch, exemption } = given
      ? { ...given, branch: 0, exemption: null }
      : decide(program, check, context, exemptions.size > 0);
    const before = earlier.get(definition.id);
    rows.push({
      check,
      definition,
      result: {
        checkId: definition.id,
        outcome,
        reason,
        branch,
        counts: stage === 'enforced',
        since:
          before && isSame(before.outcome, outcome) ? before.since : nowIso,
      },
    });
    if (check.stratum === 0) {
      context.results[definition.id] = outcome;
    }
    for (const fact of check.facts) {
      facts.add(fact);
    }
    validUntil.add(check.countsFrom(input.now));
    validUntil.add(exemption && exemptionEnd(exemption));
  }

  sortAsIn(program.checks, rows, ({ check }) => check.definition.id);
  sortAsIn(program.checks, inactive, id => id);

  const gates = rows.filter(
    ({ definition, result }) => definition.gate && result.counts,
  );
  const base = findLevel(
    gates.filter(({ check }) => check.stratum === 0),
    input.previous?.baseLevel ?? 0,
    spec.holdDays,
    input.now.getTime(),
  );
  const position = findLevel(
    gates,
    input.previous?.level ?? 0,
    spec.holdDays,
    input.now.getTime(),
  );
  const target = findTarget(spec, context.entity)?.target ?? null;
  const compared = target && compareWithTarget(gates, position, target);
  const { weights, areas } = sumWeights(rows);
  const graceEnd =
    input.createdAt === null
      ? null
      : Date.parse(input.createdAt) + spec.graceDays * dayInMilliseconds;
  const inGrace = graceEnd !== null && input.now.getTime() < graceEnd;

  validUntil.add(position.heldUntil);
  validUntil.add(base.heldUntil);
  validUntil.add(inGrace ? graceEnd : null);
  validUntil.add(context.clock.flipsAt);
  for (const fact of facts) {
    const expiresAt = input.facts[fact]?.expiresAt;
    validUntil.add(expiresAt ? Date.parse(expiresAt) : null);
  }

  return {
    entityRef: input.entityRef,
    scorecard: program.name,
    results: rows.map(({ result }) => result),
    inactive,
    level: position.level,
    baseLevel: base.level,
    baseCeiling: base.ceiling,
    heldUntil: position.heldUntil === null ? null : toIso(position.heldUntil),
    heldSince: position.heldSince === null ? null : toIso(position.heldSince),
    exemptions: gates.filter(
      ({ definition, result }) =>
        result.outcome === 'exempt' && definition.level <= position.level,
    ).length,
    ceiling: position.ceiling,
    target,
    onTarget: compared ? compared.onTarget : null,
    fixesToTarget: compared ? compared.fixes : [],
    score: ratio(weights.passed, weights.known),
    coverage: ratio(weights.known, weights.applicable),
    weights,
    areas,
    inGrace,
    validUntil: validUntil.toIso(),
  };
}
