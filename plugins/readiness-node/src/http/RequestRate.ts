const minuteMs = 60_000;

/** Hands out starts of requests so that no minute, wherever it begins, holds more than its share. */
export class RequestRate {
  readonly #perMinute: number;
  /** Moments of the last starts, past and to come, oldest first. */
  readonly #starts: number[] = [];

  /** @param perMinute - most starts within a minute */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /**
   * Takes the next start.
   *
   * @param now - milliseconds of a clock that never goes back
   * @param maxWaitMs - a start that is further away is not taken
   * @returns milliseconds until the start, and `release` which gives it back
   */
  take(
    now: number,
    maxWaitMs: number,
  ): { waitMs: number; taken: boolean; release: () => void } {
    while (this.#starts.length > 0 && this.#starts[0] <= now - minuteMs) {
      this.#starts.shift();
    }
    const before = this.#starts.at(-this.#perMinute);
    const start = before === undefined ? now : Math.max(now, before + minuteMs);
    const waitMs = start - now;
    if (waitMs > maxWaitMs) {
      return { waitMs, taken: false, release: () => {} };
    }
    if (this.#perMinute === Infinity) {
      return { waitMs, taken: true, release: () => {} };
    }
    this.#starts.push(start);
    return {
      waitMs,
      taken: true,
      release: () => {
        const at = this.#starts.lastIndexOf(start);
        if (at >= 0) {
          this.#starts.splice(at, 1);
        }
      },
    };
  }
}
