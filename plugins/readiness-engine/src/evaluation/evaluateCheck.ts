import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { CelFailure } from '../cel/CelEngine';
import { ConditionPart } from '../cel/Condition';
import { FactCondition, ScorecardCheck } from '../definition/ScorecardCheck';
import { ReasonCode } from './EntityEvaluation';
import { EvaluationContext } from './EvaluationContext';

/** The answer to a check before exemptions and opt-outs. */
export interface CheckAnswer {
  outcome: Exclude<Outcome, 'exempt'>;
  reason: Exclude<ReasonCode, 'exemption' | 'opt-out'>;
  /** The part that decided; null where `appliesTo` did. */
  deciding: ConditionPart | null;
  /** Facts and results that were read and are missing or stale; empty unless they are the reason. */
  missing: string[];
  /** What went wrong, where the outcome is `error`. */
  failure: string | null;
}

function answerOf(
  outcome: CheckAnswer['outcome'],
  reason: CheckAnswer['reason'],
  deciding: ConditionPart | null,
): CheckAnswer {
  return { outcome, reason, deciding, missing: [], failure: null };
}

/** A failure over missing facts is no answer; over facts that are there it is an error. */
function answerFailure(
  failure: CelFailure,
  deciding: ConditionPart | null,
  { facts, results }: FactCondition,
  context: EvaluationContext,
): CheckAnswer {
  const { variables, stale } = context;
  const seen = variables.facts as Record<string, unknown>;
  const missing = [
    ...facts.filter(fact => !Object.hasOwn(seen, fact)),
    ...results
      .filter(check => !Object.hasOwn(context.results, check))
      .map(check => `the result of "${check}"`),
  ];
  if (missing.length === 0) {
    return {
      ...answerOf('error', 'evaluation-error', deciding),
      failure: failure.message,
    };
  }
  const reason = missing.some(fact => stale.has(fact))
    ? 'stale'
    : 'not-observed';
  return { ...answerOf('unknown', reason, deciding), missing };
}

function ask(
  part: FactCondition,
  context: EvaluationContext,
): { value: boolean; deciding: ConditionPart } | CheckAnswer {
  const { value, deciding } = part.condition.answer(
    context.variables,
    context.clock,
    context.onLeaf,
  );
  return value instanceof CelFailure
    ? answerFailure(value, deciding, part, context)
    : { value, deciding };
}

/**
 * Answers an active check for one entity, exemptions aside.
 *
 * In this order: `appliesTo` and `appliesWhen` leave the entity out, where
 * `appliesWhen` cannot be said the result is unknown; `unknownWhen` says that
 * the answer is not in the facts; then the condition decides.
 */
export function evaluateCheck(
  check: ScorecardCheck,
  context: EvaluationContext,
): CheckAnswer {
  const { appliesTo } = check.definition;
  if (
    appliesTo !== undefined &&
    !evaluateFilterPredicate(appliesTo, context.entity)
  ) {
    return answerOf('not-applicable', 'does-not-apply', null);
  }
  if (check.appliesWhen) {
    const applies = ask(check.appliesWhen, context);
    if ('outcome' in applies) {
      return applies;
    }
    if (!applies.value) {
      return answerOf('not-applicable', 'does-not-apply', applies.deciding);
    }
  }
  if (check.unknownWhen) {
    const undecided = ask(check.unknownWhen, context);
    if ('outcome' in undecided) {
      return undecided;
    }
    if (undecided.value) {
      return answerOf('unknown', 'undecided', undecided.deciding);
    }
  }
  const answer = ask(check.condition, context);
  if ('outcome' in answer) {
    return answer;
  }
  return answerOf(answer.value ? 'pass' : 'fail', 'condition', answer.deciding);
}
