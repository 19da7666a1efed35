import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { excerptAt } from '../formats';
import { Terminal } from '../terminal';

/** `file:line:column`, as far as it is known. */
export function writePlace({ source, line, column }: Problem): string {
  return [source ?? 'document', line, column]
    .filter(part => part !== undefined)
    .join(':');
}

/**
 * A problem with its place and the line that it means.
 *
 * @param texts - by source
 */
export function writeProblem(
  problem: Problem,
  texts: ReadonlyMap<string, string>,
  { colors }: Pick<Terminal, 'colors'>,
  kind: 'error' | 'warning' = 'error',
): string {
  const { source, line, column = 1, message } = problem;
  const text = source === undefined ? undefined : texts.get(source);
  const excerpt =
    problem.excerpt ??
    (text !== undefined && line !== undefined
      ? excerptAt(text, { line, column })
      : null);
  const mark = kind === 'error' ? colors.red(kind) : colors.yellow(kind);
  // Names of files and values of documents may hold line ends, and would look like another problem.
  const place = writePlace(problem).replace(/\s+/g, ' ');
  const sentence = message.replace(/\s+/g, ' ');
  const heading = `${colors.bold(place)} ${mark} ${sentence}`;
  const drawn = excerpt
    ?.split('\n')
    .map(drawnLine => `    ${colors.dim(drawnLine)}\n`)
    .join('');
  return `${heading}\n${drawn ?? ''}`;
}

/** Tells people of problems that are not what a command was asked for. */
export function noteProblems(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): void {
  problems.forEach(problem =>
    terminal.note(writeProblem(problem, texts, terminal).trimEnd()),
  );
}
