/**
 * Which checks of a scorecard read the results of which others. A result is
 * read from a lower stratum only, so that one pass over each stratum answers
 * all of them.
 */
import { parse } from '@marcbachmann/cel-js';
import { CelNamespace } from '../cel/CelEngine';
import { CelNode, walkNodes } from '../cel/celNodes';
import { readStep } from '../cel/types/TypeScope';
import { ScorecardProblem } from './ScorecardProblem';
import { Stratum } from './stratum';

/** A place at which a check reads the result of another one. */
export interface ResultRead {
  /** Id of the check that reads. */
  check: string;
  /** Id of the check whose result is read. */
  reads: string;
  path: Array<string | number>;
  start: number;
  end: number;
}

/**
 * The places at which an expression reads what is below a variable.
 *
 * @param source - of an expression that compiles
 */
export function findMemberReads(
  source: string,
  variable: CelNamespace,
): Array<Pick<ResultRead, 'reads' | 'start' | 'end'>> {
  const found: Array<Pick<ResultRead, 'reads' | 'start' | 'end'>> = [];
  walkNodes(parse(source).ast as unknown as CelNode, (node, { bound }) => {
    const read = readStep(node);
    const isMember =
      read?.object.op === 'id' &&
      read.object.args === variable &&
      !bound.has(variable);
    if (isMember) {
      found.push({ reads: read.step, start: node.start, end: node.end });
    }
  });
  return found;
}

/** The way along reads from one check to another; null where there is none. */
function findWay(
  from: string,
  to: string,
  reads: ReadonlyMap<string, readonly string[]>,
): string[] | null {
  const before = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const check of queue) {
    if (check === to) {
      const way: string[] = [];
      for (let at: string | null = to; at !== null; ) {
        way.unshift(at);
        at = before.get(at) ?? null;
      }
      return way;
    }
    for (const next of reads.get(check) ?? []) {
      if (!before.has(next)) {
        before.set(next, check);
        queue.push(next);
      }
    }
  }
  return null;
}

/** Checks that a circle names; more are left out of the sentence. */
const maxNamed = 10;

function writeCircle(way: readonly string[]): string {
  const shown = way.length > maxNamed ? [...way.slice(0, maxNamed), '…'] : way;
  return way.length === 1
    ? `"${way[0]}" reads its own result`
    : `checks read the results of each other in a circle: ${[
        ...shown,
        way[0],
      ].join(' → ')}`;
}

/**
 * What is wrong with the results that checks read: one problem for a circle,
 * one for each other read of a result that is not there yet.
 *
 * @param strata - of the checks by id
 */
export function findResultProblems(
  strata: ReadonlyMap<string, Stratum>,
  all: readonly ResultRead[],
): ScorecardProblem[] {
  const reads = new Map<string, string[]>();
  for (const read of all) {
    reads.set(read.check, [...(reads.get(read.check) ?? []), read.reads]);
  }
  const inCircle = new Set<string>();
  return all.flatMap(read => {
    const problem = (message: string) => [
      { path: read.path, offset: read.start, end: read.end, message },
    ];
    const stratum = strata.get(read.check);
    const ofRead = strata.get(read.reads);
    if (stratum === 2) {
      return problem(
        'results cannot be read in scorecards that are about Groups or Templates: their checks are all answered together',
      );
    }
    if (ofRead === 2) {
      return problem(
        `"${read.check}" cannot read the result of "${read.reads}", which is about Groups or Templates only and is answered no earlier`,
      );
    }
    if (ofRead !== 1) {
      return [];
    }
    const way = findWay(read.reads, read.check, reads);
    if (!way) {
      return problem(
        `"${read.check}" cannot read the result of "${read.reads}", which reads results or facts["readiness/dependencies"] itself and is answered no earlier`,
      );
    }
    // From the check that reads round to the one before it.
    const circle = [read.check, ...way.slice(0, -1)];
    if (circle.some(check => inCircle.has(check))) {
      return [];
    }
    circle.forEach(check => inCircle.add(check));
    return problem(writeCircle([...new Set(circle)]));
  });
}
