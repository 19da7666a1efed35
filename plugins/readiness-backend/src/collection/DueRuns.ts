import { Knex } from 'knex';
import {
  readCollectorRun,
  selectNewEntityIds,
} from '../database/operations/collectors';
import { CollectorSet } from './CollectorSet';
import { CollectionRuns } from './runs';

/** What {@link DueRuns} needs. */
export interface DueRunsOptions {
  knex: Knex;
  collectors: CollectorSet;
  runs: CollectionRuns;
  clock: { now(): Date };
}

const newPerRun = 1_000;

/** What is due of a collector: all entities, or those that are new to it. */
export class DueRuns {
  readonly #options: DueRunsOptions;
  /** Until when collectors have put new entities off. */
  readonly #putOff = new Map<string, Date>();

  constructor(options: DueRunsOptions) {
    this.#options = options;
  }

  /**
   * Runs a collector if something is due.
   *
   * @param collector - Id.
   * @throws NotFoundError for one that is not there; what the database throws.
   */
  async run(
    collector: string,
    options: { signal: AbortSignal },
  ): Promise<void> {
    const { knex, clock, collectors, runs } = this.#options;
    collectors.get(collector);
    const state = await readCollectorRun(knex, { collector });
    const newIds = await selectNewEntityIds(knex, {
      afterId: state.lastEntityId,
      limit: newPerRun,
    });
    const isFirst = state.lastEntityId === 0;
    if (isFirst && !newIds.length) {
      return;
    }
    if (!state.nextAt || state.nextAt <= clock.now()) {
      await runs.runAll(collector, { ...options, force: false });
    } else if (
      newIds.length &&
      (state.status === 'succeeded' || (state.status === 'paused' && !isFirst))
    ) {
      await this.#runOverNew(collector, newIds, options);
    }
  }

  /** New entities are looked at aside, so that the next regular run stays where it is. */
  async #runOverNew(
    collector: string,
    entityIds: readonly number[],
    options: { signal: AbortSignal },
  ): Promise<void> {
    const putOff = this.#putOff.get(collector);
    if (putOff && putOff > this.#options.clock.now()) {
      return;
    }
    const { runs } = this.#options;
    const deferred = await runs.runAside(collector, entityIds, options);
    if (deferred) {
      this.#putOff.set(collector, deferred.until);
    } else {
      this.#putOff.delete(collector);
    }
  }
}
