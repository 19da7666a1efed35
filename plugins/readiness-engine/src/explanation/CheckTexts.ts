import { Check } from '@team-readiness/backstage-plugin-readiness-common';
import { CelEngine, CelExpression, CelProblem } from '../cel/CelEngine';
import { MessageTemplate } from './MessageTemplate';

/** The texts of a check that may hold values. */
export interface CheckTexts {
  pass: MessageTemplate;
  fail: MessageTemplate;
  unknown: MessageTemplate | null;
  notApplicable: MessageTemplate | null;
  lookedFor: MessageTemplate;
  remediation: MessageTemplate;
  remediationPath: MessageTemplate | null;
  remediationExample: MessageTemplate | null;
}

/** A text that cannot be compiled, and the keys below the check that lead to it. */
export interface TextProblem {
  path: string[];
  problem: CelProblem;
}

/** The texts of a check, and the keys below the check that lead to them. */
function listTexts({ messages, lookedFor, remediation }: Check) {
  return {
    pass: [messages.pass, ['messages', 'pass']],
    fail: [messages.fail, ['messages', 'fail']],
    unknown: [messages.unknown, ['messages', 'unknown']],
    notApplicable: [messages.notApplicable, ['messages', 'notApplicable']],
    lookedFor: [lookedFor, ['lookedFor']],
    remediation: [remediation.text, ['remediation', 'text']],
    remediationPath: [remediation.path, ['remediation', 'path']],
    remediationExample: [remediation.example, ['remediation', 'example']],
  } satisfies Record<keyof CheckTexts, [string | undefined, string[]]>;
}

/**
 * Compiles the texts of a check.
 *
 * @param checkValue - what else is wrong with the expression of a value
 * @returns the texts, or what is wrong with them
 */
export function compileCheckTexts(
  engine: CelEngine,
  check: Check,
  checkValue: (source: string) => readonly CelProblem[],
): { texts: CheckTexts } | { problems: TextProblem[] } {
  const texts: Record<string, MessageTemplate | null> = {};
  const problems: TextProblem[] = [];
  for (const [key, [text, path]] of Object.entries(listTexts(check))) {
    if (text === undefined) {
      texts[key] = null;
      continue;
    }
    const compiled = MessageTemplate.compile(engine, text, checkValue);
    if ('problem' in compiled) {
      problems.push({ path, problem: compiled.problem });
      continue;
    }
    texts[key] = compiled.template;
  }
  return problems.length > 0
    ? { problems }
    : { texts: texts as unknown as CheckTexts };
}

/** Ids of the checks whose outcomes the texts of a check read. */
export function resultsReadByTexts(texts: CheckTexts): string[] {
  const all: Array<MessageTemplate | null> = Object.values(texts);
  return all.flatMap(text => text?.members('results') ?? []);
}

/** The expressions of the values that the texts of a check hold. */
export function expressionsOfTexts(texts: CheckTexts): CelExpression[] {
  const all: Array<MessageTemplate | null> = Object.values(texts);
  return all.flatMap(text => text?.expressions ?? []);
}
