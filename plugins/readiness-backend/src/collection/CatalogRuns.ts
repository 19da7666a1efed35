import { Knex } from 'knex';
import {
  makeCollectorsDue,
  readCollectorRun,
} from '../database/operations/collectors';
import { CatalogCollector, catalogCollector } from './catalog';
import { CollectorSet } from './CollectorSet';
import { highestSeen } from './runs';

/** What {@link CatalogRuns} needs. */
export interface CatalogRunsOptions {
  knex: Knex;
  catalog: CatalogCollector;
  collectors: CollectorSet;
  clock: { now(): Date };
  /** Looks at entities with every collector, or with those given. */
  observe: (
    entityIds: readonly number[],
    options: { signal: AbortSignal; collectors?: readonly string[] },
  ) => Promise<void>;
  /** Lets collectors that are due run now. */
  trigger: (collectors: readonly string[]) => Promise<void>;
}

/** More changed entities than these are left to a run over all. */
const mostChanged = 1_000;

/** Streams of the catalog, and the look of the other collectors at what they changed. */
export class CatalogRuns {
  readonly #options: CatalogRunsOptions;

  constructor(options: CatalogRunsOptions) {
    this.#options = options;
  }

  /** Runs the catalog if a stream is due. */
  async runIfDue(options: { signal: AbortSignal }): Promise<void> {
    if (await this.#options.catalog.isDue()) {
      await this.run(options);
    }
  }

  /**
   * Streams the catalog now, unless another replica is at it, and lets all collectors look at what changed.
   *
   * @throws What the database throws.
   */
  async run(options: { signal: AbortSignal }): Promise<void> {
    const { knex, catalog, collectors, observe, trigger } = this.#options;
    const isInitial =
      (await readCollectorRun(knex, { collector: catalogCollector }))
        .completed === 0;
    const { changedIds, addedIds } = await catalog.run(options);
    if (!changedIds.length) {
      return;
    }
    if (!isInitial && changedIds.length <= mostChanged) {
      await observe(changedIds, options);
      return;
    }
    const { running } = await makeCollectorsDue(knex, {
      collectors: collectors.ids(),
      at: this.#options.clock.now(),
    });
    // Such a run may be past them. New entities it takes up, or the next look at new ones does; those that
    // are there again are not new to it.
    const newFrom = isInitial
      ? 0
      : await highestSeen(knex, { collectors: running });
    const added = new Set(addedIds);
    const changed = changedIds.filter(id => !added.has(id) || id <= newFrom);
    if (running.length && changed.length) {
      await observe(changed, { ...options, collectors: running });
    }
    await trigger(collectors.ids());
  }
}
