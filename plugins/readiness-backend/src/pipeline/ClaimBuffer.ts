import { ClaimedBatch, QueueClaim } from '../database/operations/queue';

/**
 * Claims that several workers of one process take batch by batch. A look into the queue claims many
 * batches, since it costs as much as one of them; only one worker looks at a time.
 */
export class ClaimBuffer {
  readonly #claim: () => Promise<ClaimedBatch>;
  readonly #batchSize: number;
  #waiting: readonly QueueClaim[] = [];
  #claiming: Promise<void> | undefined;
  #isEmpty = false;
  #settled = 0;

  /**
   * @param claim - Looks into the queue.
   * @param batchSize - Most claims of one batch.
   */
  constructor(claim: () => Promise<ClaimedBatch>, batchSize: number) {
    this.#claim = claim;
    this.#batchSize = batchSize;
  }

  /** How many entities were done with at once so far. */
  get settled(): number {
    return this.#settled;
  }

  /**
   * The next batch.
   *
   * @returns Nothing once nothing was due at a look into the queue.
   * @throws What the database throws.
   */
  async next(): Promise<readonly QueueClaim[]> {
    while (!this.#waiting.length && !this.#isEmpty) {
      this.#claiming ??= this.#refill().finally(() => {
        this.#claiming = undefined;
      });
      await this.#claiming;
    }
    const batch = this.#waiting.slice(0, this.#batchSize);
    this.#waiting = this.#waiting.slice(this.#batchSize);
    return batch;
  }

  /** Takes out what is claimed and was given to nobody; nothing is given out afterwards. */
  close(): readonly QueueClaim[] {
    const rest = this.#waiting;
    this.#waiting = [];
    this.#isEmpty = true;
    return rest;
  }

  async #refill(): Promise<void> {
    const { claims, settled } = await this.#claim();
    this.#waiting = claims;
    this.#settled += settled;
    this.#isEmpty ||= !claims.length && !settled;
  }
}
