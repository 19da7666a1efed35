/**
 * Reads that many callers share.
 *
 * Model: a key has at most one value and at most one read under way. For `freshMs` after a read
 * began to be good, every caller gets its outcome, be it a value or an error; after that the next
 * caller starts a new read, which is handed the last value, so that it can ask the source
 * "has it changed?". A caller whom a value does not serve starts a new read as well, at once. Values
 * are dropped, least recently used first, when there are too many or they weigh too much; nothing
 * but a repeated read follows from that.
 *
 * Who starts a read has to be admitted first. A refusal is his alone: it is no outcome, and whoever
 * waited for his read goes on to ask for himself.
 */

interface SharedRead<T> {
  outcome: Promise<T>;
  /** Infinity while the read is under way. */
  freshUntil: number;
  value?: T;
  weight: number;
  /** Did the source change after the read began? Then it serves nobody who comes later. */
  outdated: boolean;
}

/** Why a read was not begun. */
class Refusal extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('The read was not admitted');
    this.reason = reason;
  }
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
   * @param options.admit - called before this caller starts a read; what it throws ends only this call
   * @param options.serves - is a value of use to this caller? What his own read gives always is. Default: all are
   * @throws what the read throws; everybody who shares the read gets the same error
   */
  async get(
    key: string,
    read: ReadValue<T>,
    options: {
      admit?: () => Promise<void>;
      serves?: (value: T) => boolean;
    } = {},
  ): Promise<T> {
    let useless: SharedRead<T> | undefined;
    for (;;) {
      const known = this.#reads.get(key);
      if (!known || known === useless || !this.#isFresh(known)) {
        break;
      }
      this.#reads.delete(key);
      this.#reads.set(key, known);
      try {
        const value = await known.outcome;
        if (!options.serves || options.serves(value)) {
          return value;
        }
        useless = known;
      } catch (error) {
        if (!(error instanceof Refusal)) {
          throw error;
        }
      }
    }
    try {
      return await this.#start(key, read, options.admit);
    } catch (error) {
      throw error instanceof Refusal ? error.reason : error;
    }
  }

  /** The sources of some keys have changed: whoever comes from now on gets nothing older. */
  outdate(isChanged: (key: string) => boolean) {
    for (const [key, read] of this.#reads) {
      if (isChanged(key)) {
        read.outdated = true;
      }
    }
  }

  #isFresh(read: SharedRead<T>): boolean {
    return !read.outdated && this.#options.now() < read.freshUntil;
  }

  #start(
    key: string,
    read: ReadValue<T>,
    admit: (() => Promise<void>) | undefined,
  ): Promise<T> {
    const known = this.#reads.get(key);
    const begin = async () => {
      try {
        await admit?.();
      } catch (error) {
        throw new Refusal(error);
      }
      return read(known?.value);
    };
    const entry: SharedRead<T> = {
      outcome: begin(),
      freshUntil: Infinity,
      value: known?.value,
      weight: known?.weight ?? 0,
      outdated: false,
    };
    this.#reads.delete(key);
    this.#reads.set(key, entry);
    const settle = () => {
      entry.freshUntil = this.#options.now() + this.#options.freshMs;
      this.#evict();
    };
    entry.outcome.then(
      value => {
        entry.value = value;
        entry.weight = this.#options.weigh(value);
        settle();
      },
      error => {
        settle();
        if (error instanceof Refusal) {
          // What was known before is known still, and no more.
          entry.outdated = true;
        }
      },
    );
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
