import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { saveCollectorCursor } from '../../database/operations/collectors';
import { FactProjection } from '../../database/operations/facts';
import { RegisteredCollector } from '../registerCollectors';
import { CollectorLease } from './CollectorLease';
import { FinalStatus } from './RunProgress';
import {
  deleteAbsent,
  deleteObservations,
  EntityReading,
  FactsChanged,
  writeObservations,
} from './writeObservations';

/** What {@link RunFacts} needs. */
export interface RunFactsOptions {
  knex: Knex;
  registered: RegisteredCollector;
  /** Of a run over all entities. Undefined: over some. */
  lease?: CollectorLease;
  clock: { now(): Date };
  /** Hears of changed facts. */
  changed?: FactsChanged;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
}

/** The facts of one collector, as a run of it writes them: under its lease, where it has one. */
export class RunFacts {
  readonly #options: RunFactsOptions;
  readonly #collector: string;

  constructor(options: RunFactsOptions) {
    this.#options = options;
    this.#collector = options.registered.collector.id;
  }

  /**
   * Stores what was said of a batch and how far the run has come, in one transaction.
   *
   * @param options - `observedAt`: when the source was asked; `toCursor`: where the run is with what became of
   *   the entities, perhaps called repeatedly.
   * @returns what became of each live entity that was not deferred
   * @throws What the database throws; an Error where the run belongs to somebody else by now: nothing is stored.
   */
  async write(
    readings: readonly EntityReading[],
    options: {
      observedAt: Date;
      toCursor: (statuses: ReadonlyMap<number, FinalStatus>) => string | null;
    },
  ): Promise<Map<number, FinalStatus>> {
    const { knex, lease, registered, changed, projection } = this.#options;
    const { observedAt, toCursor } = options;
    return await writeObservations(knex, {
      collector: this.#collector,
      entities: readings,
      observedAt,
      expiresAt: new Date(
        observedAt.getTime() + durationToMilliseconds(registered.timeToLive),
      ),
      markAbsent: lease !== undefined,
      changed,
      projection,
      within: async (trx, statuses) => {
        const cursor = toCursor(statuses);
        if (lease && !(await this.#saveCursor(trx, lease, cursor))) {
          throw new Error(
            `Another replica took '${
              this.#collector
            }' over, or it is not connected any more`,
          );
        }
      },
    });
  }

  /**
   * Deletes facts of entities.
   *
   * @param options - `observedBefore`: what was observed after that time stands; `at`: now.
   * @throws What the database throws.
   */
  async delete(
    entityIds: readonly number[],
    options: { observedBefore: Date; at: Date },
  ): Promise<void> {
    const { knex, changed, projection } = this.#options;
    await deleteObservations(knex, {
      ...options,
      collector: this.#collector,
      entityIds,
      changed,
      projection,
    });
  }

  /**
   * Deletes the facts of all entities of which the source knew nothing any more.
   *
   * @param since - When the run over all entities began.
   * @throws What the database throws.
   */
  async deleteAbsent(since: Date): Promise<void> {
    const { knex, clock, changed, projection } = this.#options;
    await deleteAbsent(knex, {
      collector: this.#collector,
      since,
      at: clock.now(),
      changed,
      projection,
    });
  }

  async #saveCursor(
    trx: Knex.Transaction,
    { startedAt }: CollectorLease,
    cursor: string | null,
  ): Promise<boolean> {
    return await saveCollectorCursor(trx, {
      collector: this.#collector,
      startedAt,
      cursor,
    });
  }
}
