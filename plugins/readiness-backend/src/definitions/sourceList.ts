import { Problem } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * The sources of a scorecard: its own document, and those that extend it.
 */

const separator = ', ';

/** As people read them, and as they are stored. */
export function joinSources(sources: readonly string[]): string {
  return sources.join(separator);
}

/**
 * Is a problem one of this scorecard's documents?
 *
 * A text that is no YAML, or that cannot be read at all, has no name: its problem carries that of
 * the source, which is a directory if it ends with a slash.
 *
 * @param problem - With the subject `definition`.
 * @param scorecard - `source`: from {@link joinSources}.
 */
export function isProblemOf(
  problem: { name: string; source?: string | null },
  scorecard: { name: string; source: string },
): boolean {
  if (problem.name === scorecard.name) {
    return true;
  }
  const { source } = problem;
  return source === problem.name && isOneOf(source, scorecard);
}

/** Is a file, or a directory, one that the scorecard comes from? */
export function isOneOf(
  source: string,
  scorecard: { source: string },
): boolean {
  const sources = scorecard.source.split(separator);
  return source.endsWith('/')
    ? sources.some(own => own.startsWith(source))
    : sources.includes(source);
}

/**
 * Must the version that serves stay, since something of its documents is broken?
 *
 * @param active - the version
 * @param isGood - a good document of that name was read
 */
export function isHeldBy(
  problems: readonly Problem[],
  active: { name: string; source: string },
  isGood: boolean,
): boolean {
  return problems.some(
    problem =>
      isProblemOf(problem, active) ||
      // The name itself was the mistake.
      (!isGood &&
        problem.source !== undefined &&
        isOneOf(problem.source, active)),
  );
}
