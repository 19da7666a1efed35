/**
 * Puts results into words. Computed from stored facts when somebody looks, so
 * that no text is stored; never throws.
 */
import { Exemption } from '@team-readiness/backstage-plugin-readiness-common';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import {
  CheckResult,
  EntityEvaluation,
  EvaluationInput,
} from '../evaluation/EntityEvaluation';
import { CelFailure } from '../cel/CelEngine';
import { ConditionPart } from '../cel/Condition';
import { CheckAnswer } from '../evaluation/evaluateCheck';
import {
  answerCheck,
  findExemption,
  ScorecardProgram,
} from '../evaluation/evaluateScorecard';
import {
  createContext,
  EvaluationContext,
} from '../evaluation/EvaluationContext';
import { findOptOut, OptOut } from '../evaluation/optOut';
import { CheckExplanation } from './CheckExplanation';
import { ConditionLine } from './ConditionLine';
import { explainCondition, LeafAnswers } from './explainCondition';
import { explainPredicate } from './explainPredicate';
import { findSources } from './findSources';
import { renderMarkdownValue } from './renderValue';
import { findSeenValues } from './seenValues';
import { render, writeAnswer } from './writeAnswer';

const maxDecidingLength = 500;

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function writeExemption({ until, reason, approver }: Exemption): string {
  return `Exempt until ${until}: ${endSentence(
    reason,
  )} Approved by ${approver}.`;
}

function writeMessage(
  found: string,
  { reason }: CheckResult,
  exemption: Exemption | null,
  optOut: OptOut | null,
): string {
  if (exemption) {
    return `${writeExemption(exemption)} ${found}`;
  }
  if (!optOut) {
    return found;
  }
  if (reason === 'opt-out') {
    return `Opted out in the catalog entry: ${endSentence(
      optOut.reason,
    )} ${found}`;
  }
  if (optOut.accepted) {
    return found;
  }
  const why = optOut.allowed
    ? 'it gives no reason'
    : 'the scorecard does not allow it';
  return `${found} The opt-out in the catalog entry has no effect, since ${why}.`;
}

/** The expressions of a check that were asked, part by part. */
function explainConditions(
  check: ScorecardCheck,
  answer: CheckAnswer,
  answers: LeafAnswers,
  context: EvaluationContext,
): ConditionLine[] {
  const { appliesTo } = check.definition;
  const isLeftOut = answer.reason === 'does-not-apply' && !answer.deciding;
  const predicate = appliesTo
    ? explainPredicate(appliesTo, context.entity).map(line => ({
        ...line,
        decided: line.decided && isLeftOut,
      }))
    : [];
  const expressions = [
    ['applies', check.appliesWhen],
    ['unknown', check.unknownWhen],
    ['condition', check.condition],
  ] as const;
  return [
    ...predicate,
    ...expressions.flatMap(([role, part]) => {
      const isAsked = part?.condition.leaves.some(leaf => answers.has(leaf));
      return part && isAsked
        ? explainCondition(
            part.condition.root,
            role,
            answers,
            answer.deciding,
            context.variables,
          )
        : [];
    }),
  ];
}

/** Only a path below the entity's directory is worth following. */
function isRelativePath(path: string): boolean {
  return (
    path.length <= 300 &&
    !/^[/~]|[\\:]|\p{Cc}/u.test(path) &&
    !path.split('/').includes('..')
  );
}

function explainRemediation(
  check: ScorecardCheck,
  context: EvaluationContext,
): CheckExplanation['remediation'] {
  const { remediation, remediationPath, remediationExample } = check.texts;
  const path = remediationPath?.render(context.variables, context.clock);
  return {
    text: remediation.render(
      context.variables,
      context.clock,
      renderMarkdownValue,
    ).text,
    path: path?.complete && isRelativePath(path.text) ? path.text : null,
    example: remediationExample && render(remediationExample, context),
    link: check.definition.remediation.link ?? null,
  };
}

function explainCheck(
  program: ScorecardProgram,
  check: ScorecardCheck,
  result: CheckResult,
  context: EvaluationContext,
): CheckExplanation {
  const answers = new Map<ConditionPart, boolean | CelFailure>();
  const answer = answerCheck(check, {
    ...context,
    onLeaf: (leaf, value) => answers.set(leaf, value),
  });
  const exemption =
    result.outcome === 'exempt'
      ? findExemption(program, context.input, result.checkId, answer.outcome)
      : null;
  const optOut = findOptOut(context.entity, program.name, check.definition);
  const found = writeAnswer(check, answer, context);
  const seen = answer.deciding
    ? findSeenValues(answer.deciding, context.variables)
    : [];
  return {
    checkId: result.checkId,
    outcome: result.outcome,
    reason: result.reason,
    message: writeMessage(found, result, exemption, optOut),
    lookedFor: render(check.texts.lookedFor, context),
    deciding: answer.deciding?.text.slice(0, maxDecidingLength) ?? null,
    seen: seen.map(({ path, value }) => ({ path, value })),
    sources: findSources(
      check.facts,
      context.input.facts,
      seen.map(({ steps }) => steps),
    ),
    remediation: explainRemediation(check, context),
    exemption,
    conditions: explainConditions(check, answer, answers, context),
    optOut: optOut && { reason: optOut.reason, accepted: optOut.accepted },
  };
}

function explainFailure(
  check: ScorecardCheck,
  result: CheckResult,
): CheckExplanation {
  const { lookedFor, remediation } = check.definition;
  return {
    checkId: result.checkId,
    outcome: result.outcome,
    reason: result.reason,
    message: 'This result could not be put into words.',
    lookedFor,
    deciding: null,
    seen: [],
    sources: [],
    remediation: {
      text: remediation.text,
      path: null,
      example: null,
      link: remediation.link ?? null,
    },
    exemption: null,
    conditions: [],
    optOut: null,
  };
}

/** Explains each result of an evaluation, in the order of the document. */
export function explainScorecard(
  program: ScorecardProgram,
  input: EvaluationInput,
  evaluation: EntityEvaluation,
): CheckExplanation[] {
  const checks = new Map(
    program.checks.map(check => [check.definition.id, check]),
  );
  const context = createContext(
    input,
    program.document.spec.params,
    Object.fromEntries(
      evaluation.results
        .filter(({ checkId }) => checks.get(checkId)?.stratum === 0)
        .map(({ checkId, outcome }) => [checkId, outcome]),
    ),
  );
  return evaluation.results.flatMap(result => {
    const check = checks.get(result.checkId);
    if (!check) {
      return [];
    }
    try {
      return [explainCheck(program, check, result, context)];
    } catch {
      return [explainFailure(check, result)];
    }
  });
}
