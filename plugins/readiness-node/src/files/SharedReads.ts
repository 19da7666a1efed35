/**
 * Reads that many callers share.
 *
 * Model: a key has at most one value and at most one read under way. For `freshMs` after a read
 * began to be good, every caller gets its outcome, be it a value or an error; after that the next
 * caller starts a new read, which is handed the last value, so that it can ask the source
 * "has it changed?". Values are dropped, least recently used first, when there are too many or
 * they weigh too much; nothing but a repeated read follows from that.
 */

interface SharedRead<T> {
  outcome: Promise<T>;
  /** Infinity while the read is under way. */
  freshUntil: number;
  value?: T;
  weight: number;
}

/**
 * How a value is read.
 *
 * @param last - the last value of the key, if it is still held
 */
export type ReadValue<T> = (last: T | undefined) => Promise<T>;

/** A bounded store of shared reads. */
export class SharedReads<T> {
  readonly #reads = new Map<string, SharedRead<T>>();
  readonly #options: {
    freshMs: number;
    maxValues: number;
    maxWeight: number;
    weigh: (value: T) => number;
    now: () => number;
  };

  constructor(options: {
    /** For how long an outcome serves further callers, in milliseconds. */
    freshMs: number;
    maxValues: number;
    /** In the unit of `weigh`. */
    maxWeight: number;
    weigh: (value: T) => number;
    /** The time in milliseconds; default `Date.now`. */
    now?: () => number;
  }) {
    // Spread last, a `now` that callers pass on as undefined would take the default away.
    this.#options = { ...options, now: options.now ?? Date.now };
  }

  /**
   * The value of a key.
   *
   * @throws what the read throws; everybody who shares the read gets the same error
   */
  get(key: string, read: ReadValue<T>): Promise<T> {
    const known = this.#reads.get(key);
    if (known && this.#options.now() < known.freshUntil) {
      this.#reads.delete(key);
      this.#reads.set(key, known);
      return known.outcome;
    }
    const entry: SharedRead<T> = {
      outcome: read(known?.value),
      freshUntil: Infinity,
      value: known?.value,
      weight: known?.weight ?? 0,
    };
    this.#reads.delete(key);
    this.#reads.set(key, entry);
    const settle = () => {
      entry.freshUntil = this.#options.now() + this.#options.freshMs;
      this.#evict();
    };
    entry.outcome.then(value => {
      entry.value = value;
      entry.weight = this.#options.weigh(value);
      settle();
    }, settle);
    return entry.outcome;
  }

  #evict() {
    let weight = 0;
    for (const read of this.#reads.values()) {
      weight += read.weight;
    }
    for (const [key, read] of this.#reads) {
      const fits =
        this.#reads.size <= this.#options.maxValues &&
        weight <= this.#options.maxWeight;
      if (fits) {
        return;
      }
      // A read under way is kept: dropping it would make the next caller start a second one.
      if (read.freshUntil !== Infinity) {
        this.#reads.delete(key);
        weight -= read.weight;
      }
    }
  }
}
