/**
 * Sums over single entities, kept for as long as a visible set.
 *
 * A reader under conditions gets sums that are made from the rows of single entities, and so does whoever
 * filters by what counters do not know: a second or more where there are 100,000 of them. The set of entities
 * that a reader under conditions sees is kept for a minute anyway (see `VisibleSets`), so that sums over it may be
 * kept as long. They are found by the id of that set, the version of the scorecard, and all that was
 * asked; a set is only ever used for one hash of conditions, so that no reader gets what was made for
 * another who sees something else. Sums from counters are not kept: they are cheap, and of this moment.
 *
 * Bounded in number and rows; what was asked for longest ago goes first. Each replica has its own.
 */
import { createHash } from 'node:crypto';
import { EntityVisibility } from '../../database/operations/visibility';

/** At most so many answers, and rows in all of them together (some 100 bytes each). */
const bounds = { answers: 200, rows: 300_000 };
/** As long as a visible set: what is found by the id of one ends with it, or before. */
const lifetime = 60_000;

interface KeptAnswer {
  readonly value: Promise<unknown>;
  readonly until: number;
  /** 0 while it is being read. */
  size: number;
}

/** See the head of this file. */
export class KeptSums {
  readonly #clock: { now(): Date };
  /** By when they were last asked for. */
  readonly #answers = new Map<string, KeptAnswer>();
  #rows = 0;

  constructor(options: { clock: { now(): Date } }) {
    this.#clock = options.clock;
  }

  /**
   * Answers from memory, or reads and remembers. Who asks for the same while it is being read waits for that.
   *
   * @param asked - all that the answer depends on, as JSON, the reader's visibility among it
   * @param read - what to do where nothing is kept; what it throws is thrown to all who wait, and forgotten
   * @param countRows - how many rows an answer has
   * @returns what nobody may change
   */
  async keep<T>(
    asked: { visibility: EntityVisibility; what: string },
    read: () => Promise<T>,
    countRows: (value: T) => number,
  ): Promise<T> {
    if (asked.visibility.kind === 'none') {
      return read();
    }
    const now = this.#clock.now().getTime();
    const key = createHash('sha256')
      .update(JSON.stringify(asked))
      .digest('base64');
    const known = this.#answers.get(key);
    if (known && known.until > now) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      // The key says what was read, and thus of which type it is.
      return known.value as Promise<T>;
    }
    this.#forget(key);
    const value = read();
    const answer: KeptAnswer = { value, until: now + lifetime, size: 0 };
    this.#answers.set(key, answer);
    try {
      const size = countRows(await value);
      if (this.#answers.get(key) === answer) {
        answer.size = size;
        this.#rows += size;
        this.#shrink(now);
      }
    } catch (error) {
      if (this.#answers.get(key) === answer) {
        this.#forget(key);
      }
      throw error;
    }
    return value;
  }

  /** How many answers are kept, and how many rows. */
  size(): { answers: number; rows: number } {
    return { answers: this.#answers.size, rows: this.#rows };
  }

  #forget(key: string): void {
    this.#rows -= this.#answers.get(key)?.size ?? 0;
    this.#answers.delete(key);
  }

  #shrink(now: number): void {
    for (const [key, { until }] of this.#answers) {
      const isTooMuch =
        this.#answers.size > bounds.answers || this.#rows > bounds.rows;
      if (isTooMuch || until <= now) {
        this.#forget(key);
      }
    }
  }
}
