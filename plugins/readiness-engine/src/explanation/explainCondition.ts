/**
 * A condition, part by part, from what its leaves answered while it was
 * evaluated: nothing is run again.
 */
import { CelFailure } from '../cel/CelEngine';
import { ConditionPart } from '../cel/Condition';
import { ConditionLine } from './ConditionLine';
import { findSeenValues } from './seenValues';

const maxTextLength = 500;

type Truth = ConditionLine['truth'];

/** What the leaves that were run have answered. */
export type LeafAnswers = ReadonlyMap<ConditionPart, boolean | CelFailure>;

function toTruth(value: boolean | CelFailure | undefined): Truth {
  if (value === undefined) {
    return 'not-reached';
  }
  if (value instanceof CelFailure) {
    return 'failed';
  }
  return value ? 'true' : 'false';
}

/** Joins the answers of parts that were asked one after the other, as CEL joins them. */
function joinTruths(truths: Truth[], stopsAt: Truth): Truth {
  if (truths[0] === 'not-reached') {
    return 'not-reached';
  }
  const others: Truth = stopsAt === 'true' ? 'false' : 'true';
  return (
    truths.find(truth => truth === stopsAt) ??
    truths.find(truth => truth === 'failed') ??
    others
  );
}

function truthOf(part: ConditionPart, answers: LeafAnswers): Truth {
  switch (part.kind) {
    case 'leaf':
      return toTruth(answers.get(part));
    case 'not': {
      const truth = truthOf(part.part, answers);
      if (truth === 'true' || truth === 'false') {
        return truth === 'true' ? 'false' : 'true';
      }
      return truth;
    }
    case 'choice': {
      const test = truthOf(part.test, answers);
      if (test === 'true' || test === 'false') {
        return truthOf(test === 'true' ? part.yes : part.no, answers);
      }
      return test;
    }
    default:
      return joinTruths(
        part.parts.map(child => truthOf(child, answers)),
        part.kind === 'any' ? 'true' : 'false',
      );
  }
}

function partsBelow(part: ConditionPart): ConditionPart[] {
  switch (part.kind) {
    case 'leaf':
      return [];
    case 'not':
      return [part.part];
    case 'choice':
      return [part.test, part.yes, part.no];
    default:
      return part.parts;
  }
}

function cut(text: string): string {
  return text.length > maxTextLength
    ? `${text.slice(0, maxTextLength - 1)}…`
    : text;
}

/**
 * Explains a condition.
 *
 * @param root - the whole condition
 * @param answers - of the leaves that were run; a leaf that is not there was not reached
 * @param deciding - the part that decided the result; null where another expression did
 * @returns the first line is the whole condition
 */
export function explainCondition(
  root: ConditionPart,
  role: ConditionLine['role'],
  answers: LeafAnswers,
  deciding: ConditionPart | null,
  variables: Readonly<Record<string, unknown>>,
): ConditionLine[] {
  const lines: ConditionLine[] = [];
  const visit = (part: ConditionPart, depth: number): boolean => {
    const truth = truthOf(part, answers);
    const isPart = part.kind === 'leaf';
    const line: ConditionLine = {
      role,
      depth,
      kind: part.kind === 'leaf' ? 'part' : part.kind,
      text: cut(part.text),
      truth,
      decided: part === deciding,
      seen:
        isPart && truth !== 'not-reached'
          ? findSeenValues(part, variables).map(({ path, value }) => ({
              path,
              value,
            }))
          : [],
    };
    lines.push(line);
    for (const child of partsBelow(part)) {
      const holds = visit(child, depth + 1);
      line.decided ||= holds;
    }
    return line.decided;
  };
  visit(root, 0);
  return lines;
}
