import { CelProblem } from '../cel/CelEngine';

/** What is wrong with a document that has the right form, and where. */
export interface ScorecardProblem {
  /** Keys that lead to the place, e.g. `['spec', 'checks', 2, 'condition']`. */
  path: Array<string | number>;
  /** Offset into the text at that place. */
  offset: number;
  /** Offset of the end of what is meant; by default a single character is. */
  end?: number;
  message: string;
}

/** Puts a problem of an expression or text at its place in the document. */
export function toScorecardProblem(
  path: Array<string | number>,
  problem: CelProblem,
): ScorecardProblem {
  const { start, end, message } = problem;
  return { path, offset: start, end, message };
}
