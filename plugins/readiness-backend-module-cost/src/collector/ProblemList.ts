import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Problems of one source, of which only the first hundred are listed and the others counted.
 */
export class ProblemList {
  readonly #name: string;
  readonly #listed: Problem[] = [];
  readonly #limit: number;
  #total = 0;

  /**
   * @param options.name - the file; it is the name and source of each problem
   * @param options.limit - how many are listed. Default 100
   */
  constructor(options: { name: string; limit?: number }) {
    this.#name = options.name.slice(0, 300);
    this.#limit = options.limit ?? 100;
  }

  /** How many were added. */
  get total(): number {
    return this.#total;
  }

  /**
   * @param message - one or two sentences, cut to 1,000 characters
   * @param row - where the header is row 1
   */
  add(message: string, row?: number): void {
    this.#total += 1;
    if (this.#listed.length < this.#limit) {
      this.#listed.push(this.#problem(message, row));
    }
  }

  /** Adds a problem of the whole file. @returns itself */
  with(message: string): this {
    this.add(message);
    return this;
  }

  /** At most `limit` problems in the order of their rows, and one that counts the others. */
  toProblems(): Problem[] {
    const sorted = [...this.#listed].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0),
    );
    const others = this.#total - this.#listed.length;
    return others
      ? [...sorted, this.#problem(`${others} more problems are not listed.`)]
      : sorted;
  }

  #problem(message: string, row?: number): Problem {
    return {
      subject: 'file',
      name: this.#name,
      reporter: 'cost',
      message: message.slice(0, maxProblemMessageLength),
      source: this.#name,
      ...(row === undefined ? {} : { line: row }),
    };
  }
}
