import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import { CheckAnswer } from '../evaluation/evaluateCheck';
import { EvaluationContext } from '../evaluation/EvaluationContext';
import { describePredicate, writeApplies } from './explainPredicate';
import { MessageTemplate } from './MessageTemplate';

/** A text with its values. */
export function render(
  template: MessageTemplate,
  context: EvaluationContext,
): string {
  return template.render(context.variables, context.clock).text;
}

/** What facts are called in a sentence. */
const factTitles: ReadonlyMap<string, string> = new Map(
  factSchemas.map(({ collector, title }) => [collector, title]),
);

function joinNames(facts: string[]): string {
  return facts.map(fact => factTitles.get(fact) ?? fact).join(' and ');
}

function writeMissing(
  { missing, reason }: CheckAnswer,
  { input, stale }: EvaluationContext,
): string {
  if (reason !== 'stale') {
    return `Never observed for this entity: ${joinNames(missing)}.`;
  }
  const old = missing.filter(fact => stale.has(fact));
  const since = old
    .map(fact => input.facts[fact].observedAt)
    .sort()[0]
    .slice(0, 10);
  return `Not observed since ${since}: ${joinNames(old)}.`;
}

function writeUnknown(
  check: ScorecardCheck,
  answer: CheckAnswer,
  context: EvaluationContext,
): string {
  if (answer.reason !== 'undecided') {
    return writeMissing(answer, context);
  }
  return check.texts.unknown
    ? render(check.texts.unknown, context)
    : 'What was observed does not hold the answer.';
}

/** Where `appliesWhen` is asked too, the text of the check is about facts, and not about what the entity is. */
function writeNotApplicable(
  { definition, texts, appliesWhen }: ScorecardCheck,
  { deciding }: CheckAnswer,
  context: EvaluationContext,
): string {
  const { appliesTo } = definition;
  const isByEntity = deciding === null && appliesTo !== undefined;
  if (texts.notApplicable && !(isByEntity && appliesWhen)) {
    return render(texts.notApplicable, context);
  }
  return isByEntity
    ? writeApplies(
        false,
        describePredicate(appliesTo, context.entity, 'applies').words,
      )
    : 'It does not apply.';
}

/** What a check found, in words, exemptions and opt-outs aside. */
export function writeAnswer(
  check: ScorecardCheck,
  answer: CheckAnswer,
  context: EvaluationContext,
): string {
  const { texts } = check;
  switch (answer.outcome) {
    case 'pass':
      return render(texts.pass, context);
    case 'fail':
      return render(texts.fail, context);
    case 'unknown':
      return writeUnknown(check, answer, context);
    case 'not-applicable':
      return writeNotApplicable(check, answer, context);
    default:
      return `The check failed to run: ${answer.failure ?? 'unknown error'}.`;
  }
}
