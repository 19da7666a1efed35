import { ClaimedBatch, QueueClaim } from '../database/operations/queue';

/**
 * Claims that several workers of one process take batch by batch. A look into the queue claims many
 * batches, since it costs as much as one of them; only one worker looks at a time. What must be worked
 * on alone is asked for only when nothing runs, and nothing is handed out beside it.
 */
export class ClaimBuffer {
  readonly #claim: (suspects: boolean) => Promise<ClaimedBatch>;
  readonly #batchSize: number;
  #waiting: readonly QueueClaim[] = [];
  #claiming: Promise<boolean> | undefined;
  #running = 0;
  /** One batch must be worked on alone. */
  #isAlone = false;
  #isClosed = false;
  #settled = 0;

  /**
   * @param claim - Looks into the queue; told whether it may claim an entity that may end the process.
   * @param batchSize - Most claims of one batch.
   */
  constructor(
    claim: (suspects: boolean) => Promise<ClaimedBatch>,
    batchSize: number,
  ) {
    this.#claim = claim;
    this.#batchSize = batchSize;
  }

  /** How many entities were done with at once so far. */
  get settled(): number {
    return this.#settled;
  }

  /**
   * Gives the next batch to a worker.
   *
   * @param work - Works on it.
   * @returns false once nothing is due; then the worker ends. What must be worked on alone is given only to
   *   one that looks while nothing runs.
   * @throws What the database or the work throws.
   */
  async takeNext(
    work: (batch: readonly QueueClaim[]) => Promise<void>,
  ): Promise<boolean> {
    if (!this.#waiting.length) {
      this.#claiming ??= this.#refill().finally(() => {
        this.#claiming = undefined;
      });
      if (!(await this.#claiming)) {
        return false;
      }
    }
    if (!this.#waiting.length) {
      // Another worker was quicker, or all of them were done with.
      return true;
    }
    const batch = this.#waiting.slice(0, this.#batchSize);
    this.#waiting = this.#waiting.slice(this.#batchSize);
    this.#running += 1;
    try {
      await work(batch);
    } finally {
      this.#running -= 1;
      this.#isAlone = false;
    }
    return true;
  }

  /** Takes out what is claimed and was given to nobody; nothing is given out afterwards. */
  close(): readonly QueueClaim[] {
    const rest = this.#waiting;
    this.#waiting = [];
    this.#isClosed = true;
    return rest;
  }

  /** Returns whether anything was due. */
  async #refill(): Promise<boolean> {
    if (this.#isClosed || this.#isAlone) {
      return false;
    }
    const { claims, settled, isSuspect } = await this.#claim(!this.#running);
    this.#waiting = claims;
    this.#isAlone = isSuspect;
    this.#settled += settled;
    return claims.length + settled > 0;
  }
}
