import { JsonObject, JsonValue } from '@backstage/types';
import { RecipeExchange } from '@team-readiness/backstage-plugin-readiness-backend-module-http';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { toJson } from '../../formats';
import { Terminal } from '../../terminal';
import { writeProblem } from '../noteProblems';

/** What came of one entity. */
export interface CollectedEntity {
  entityRef: string;
  status: 'observed' | 'absent' | 'failed';
  data?: JsonObject;
  /** Where it failed in the recipe, as far as that is known. */
  problem?: Problem;
}

/** What came of running a recipe by hand. */
export interface CollectionReport {
  collector: string;
  exchanges: readonly RecipeExchange[];
  entities: readonly CollectedEntity[];
}

/** Lines of an answer that are shown. */
const maxLines = 60;
const maxLineLength = 300;

function shorten(text: string, lines: number): string[] {
  const all = text.split('\n');
  const shown = all
    .slice(0, lines)
    .map(line =>
      line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line,
    );
  return all.length > lines
    ? [...shown, `… and ${all.length - lines} more lines (--json shows all)`]
    : shown;
}

function writeJson(value: JsonValue, lines: number, indent: string): string {
  return shorten(JSON.stringify(value, null, 2), lines)
    .map(line => `${indent}${line}\n`)
    .join('');
}

function writeExchange(
  { question, headers, answer }: RecipeExchange,
  { colors }: Pick<Terminal, 'colors'>,
): string {
  const { method, url, body, step } = question;
  const outcome =
    'error' in answer
      ? colors.red(answer.error.message)
      : colors.bold(String(answer.status));
  const name = step === 'request' ? '' : colors.dim(` (lookup ${step})`);
  return [
    `${colors.bold(method)} ${url}${name}\n`,
    ...Object.entries(headers).map(
      ([header, value]) => `  ${colors.dim(`${header}: ${value}`)}\n`,
    ),
    ...(body === undefined ? [] : [writeJson(body, maxLines, '  > ')]),
    `  → ${outcome}\n`,
    ...('error' in answer ? [] : [writeJson(answer.body, maxLines, '    ')]),
    '\n',
  ].join('');
}

/** The report for people: each request with its answer, then the facts. */
export function writeCollectionText(
  { collector, exchanges, entities }: CollectionReport,
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): string {
  const { colors } = terminal;
  const facts = entities.map(({ entityRef, status, data, problem }) => {
    if (data) {
      return `${colors.green('✓')} facts.${collector} of ${colors.bold(
        entityRef,
      )}\n${writeJson(data, 500, '    ')}`;
    }
    return status === 'absent'
      ? `${colors.yellow('○')} ${colors.bold(
          entityRef,
        )}: the service knows nothing of it\n`
      : `${colors.red('✗')} ${colors.bold(entityRef)}\n${
          problem ? writeProblem(problem, texts, terminal) : ''
        }`;
  });
  return [
    ...exchanges.map(exchange => writeExchange(exchange, terminal)),
    ...facts,
  ].join('');
}

/** The report for programs. */
export function writeCollectionJson(report: CollectionReport): string {
  const { collector, exchanges, entities } = report;
  return toJson('collect', {
    collector,
    requests: exchanges.map(({ question, headers, answer }) => ({
      ...question,
      headers,
      ...('error' in answer ? { error: answer.error.message } : answer),
    })),
    entities,
  });
}
