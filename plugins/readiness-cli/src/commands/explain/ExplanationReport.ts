import {
  CheckExplanation,
  CompiledScorecard,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Check } from '@team-readiness/backstage-plugin-readiness-common';
import { CollectedFacts, LocalEntity } from '../../collection';
import { evaluateOne, toInput } from '../evaluate/evaluateEntities';

/** Why an entity has its result for a check. */
export interface ExplanationReport {
  ref: string;
  scorecard: string;
  check: Pick<
    Check,
    | 'id'
    | 'title'
    | 'question'
    | 'rationale'
    | 'area'
    | 'level'
    | 'gate'
    | 'effort'
  >;
  /** Why the scorecard asks anything of the entity, or does not. */
  applies: { value: boolean; message: string };
  /** Facts that it reads and that are not collected here. */
  notConnected: string[];
  /** Null where the check is not asked: it does not apply, is not computed, or nothing that it reads is connected. */
  explanation: CheckExplanation | null;
}

/**
 * Explains a check for an entity.
 *
 * @returns null where the scorecard has no such check
 */
export function explainCheck(
  scorecard: CompiledScorecard,
  checkId: string,
  local: LocalEntity,
  collected: CollectedFacts,
  now: Date,
): ExplanationReport | null {
  const check = scorecard.checks.find(
    ({ definition }) => definition.id === checkId,
  );
  if (!check) {
    return null;
  }
  const input = toInput(local, collected, now);
  const { applies, message } = scorecard.explainTarget(input);
  const { explanations } = evaluateOne(scorecard, input);
  const { id, title, question, rationale, area, level, gate, effort } =
    check.definition;
  return {
    ref: local.ref,
    scorecard: scorecard.name,
    check: { id, title, question, rationale, area, level, gate, effort },
    applies: { value: applies, message },
    notConnected: check.reads.filter(fact => !collected.connected.has(fact)),
    explanation: applies
      ? explanations.find(each => each.checkId === checkId) ?? null
      : null,
  };
}
