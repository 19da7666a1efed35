import { Knex } from 'knex';
import { makeCollectorsDue } from '../database/operations/collectors';

/** What {@link RunRequests} needs. */
export interface RunRequestsOptions {
  knex: Knex;
  clock: { now(): Date };
  /** Asks the scheduler to look at a collector now. */
  trigger?: (collector: string) => Promise<void>;
}

/** Runs over all entities that are asked for: some replica begins them soon. */
export class RunRequests {
  readonly #options: RunRequestsOptions;

  constructor(options: RunRequestsOptions) {
    this.#options = options;
  }

  /**
   * Makes collectors due; those that run do so once more afterwards.
   *
   * @param collectors - Ids.
   * @param options - `evenPaused`: a run that is paused goes on now.
   * @throws What the database throws.
   */
  async add(
    collectors: readonly string[],
    options: { evenPaused: boolean },
  ): Promise<void> {
    const { knex, clock } = this.#options;
    await makeCollectorsDue(knex, {
      collectors,
      at: clock.now(),
      evenRunning: true,
      ...options,
    });
    await this.trigger(collectors);
  }

  /** Lets the scheduler look now at collectors that are due. Never throws. */
  async trigger(collectors: readonly string[]): Promise<void> {
    for (const collector of collectors) {
      try {
        await this.#options.trigger?.(collector);
      } catch {
        // It runs already; or it looks by itself in half a minute.
      }
    }
  }
}
