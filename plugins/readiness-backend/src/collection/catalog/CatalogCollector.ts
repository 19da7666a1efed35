/**
 * The catalog as a source of facts.
 *
 * # Model
 *
 * A run streams all entities with the plugin's own credentials, page by page. Each page is one
 * transaction: rows, relations, the catalog fact, and a mark for evaluation of what changed. The
 * mark is due a little later, and all changed entities are made due when the owner facts are
 * written too, so that an entity is not evaluated twice; a run that is killed between leaves marks
 * that become due by themselves.
 *
 * # Guarantees
 *
 * - One broken entity stops no other; it becomes a problem.
 * - An entity is removed only after it was absent from two complete streams and a look-up by ref
 *   does not find it either. A stream that breaks off counts for nothing.
 * - A stream with less than `minimumShare` of the known entities removes nothing and is flagged.
 * - What an entity names is missing only after a look-up by ref too: a stream may be filtered.
 * - One that says which one it was before, and that one is gone, goes on with its history: see `findRenames`.
 * - Entities are "there from the start" (`created_at` null) until a stream finds hardly anything
 *   new: the catalog itself may still be filling up when Readiness starts.
 */
import { durationToMilliseconds } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectorRunState,
  finishCollectorRun,
  readCollectorRun,
} from '../../database/operations/collectors';
import { replaceProblems } from '../../database/operations/problems';
import { describeError } from '../problems';
import { CollectorLease } from '../runs/CollectorLease';
import { nextRunAfterFailure } from '../runs/runTimes';
import { CatalogReader, CatalogReaderOptions } from './CatalogReader';
import { isCatalogDue } from './isCatalogDue';
import { makeDue } from './makeDue';
import { StreamProgress } from './StreamProgress';
import { catalogCollector } from './writeCatalogPage';

/** What {@link CatalogCollector} needs: what its reader does. */
export type CatalogCollectorOptions = CatalogReaderOptions;

/** What came of a run. */
export interface CatalogRunOutcome {
  /** `running`: elsewhere, so that nothing was done here. */
  status: 'succeeded' | 'failed' | 'running';
  /** Entities of which anything changed. */
  changedIds: number[];
  addedIds: number[];
}

/** A stream that finds at most this share of new entities has seen the whole catalog. */
const settledShare = 0.01;

/** Streams the catalog into facts. */
export class CatalogCollector {
  readonly #options: CatalogCollectorOptions;
  readonly #reader: CatalogReader;

  constructor(options: CatalogCollectorOptions) {
    this.#options = options;
    this.#reader = new CatalogReader(options);
  }

  /** Is a stream due? See {@link isCatalogDue}. */
  async isDue(): Promise<boolean> {
    return await isCatalogDue({
      ...this.#options,
      credentials: await this.#options.auth.getOwnServiceCredentials(),
    });
  }

  /**
   * Streams all entities, unless another replica is at it.
   *
   * @param options - `signal`: breaks the stream off, which makes the run fail.
   * @throws What the database throws; a failing catalog is an outcome.
   */
  async run(options: { signal: AbortSignal }): Promise<CatalogRunOutcome> {
    const { knex, clock } = this.#options;
    const state = await this.#state();
    const lease = await CollectorLease.claim(knex, {
      ...options,
      collector: catalogCollector,
      clock,
    });
    if (!lease) {
      return { status: 'running', changedIds: [], addedIds: [] };
    }
    const { startedAt, signal } = lease;
    const stream = new StreamProgress();
    try {
      try {
        await this.#reader.stream(stream, {
          startedAt,
          isInitial: state.completed === 0,
          signal,
        });
      } catch (error) {
        return await this.#fail(stream, { startedAt, state }, error);
      }
      return await this.#finish(stream, { startedAt, state });
    } finally {
      lease.end();
    }
  }

  /**
   * Stores one entity as the catalog serves it now.
   *
   * @param entityRef - Whole ref.
   * @returns Its key, or undefined where the catalog does not hold it, or not in usable form.
   * @throws What the catalog or the database throws.
   */
  async refresh(entityRef: string): Promise<number | undefined> {
    const { completed } = await this.#state();
    return await this.#reader.read(entityRef, { isInitial: completed === 0 });
  }

  async #state(): Promise<CollectorRunState> {
    return await readCollectorRun(this.#options.knex, {
      collector: catalogCollector,
    });
  }

  async #finish(
    stream: StreamProgress,
    options: { startedAt: Date; state: CollectorRunState },
  ): Promise<CatalogRunOutcome> {
    const { knex, clock, config } = this.#options;
    const { state, startedAt } = options;
    const refusal = stream.refusal(config.catalog.minimumShare);
    if (refusal) {
      await makeDue(knex, { entityIds: stream.changed, at: clock.now() });
      return await this.#fail(stream, options, new Error(refusal));
    }
    try {
      await this.#reader.remove(stream);
    } catch (error) {
      return await this.#fail(stream, options, error);
    }
    await this.#reader.settle(stream, { isInitial: state.completed === 0 });
    await this.#report(stream.problems);

    const settled =
      stream.seen.size > 0 &&
      stream.added.length <= stream.seen.size * settledShare;
    const complete = state.completed > 0 || settled;
    const frequency = durationToMilliseconds(config.catalog.frequency);
    await finishCollectorRun(knex, {
      collector: catalogCollector,
      startedAt,
      at: clock.now(),
      nextAt: complete
        ? new Date(startedAt.getTime() + frequency)
        : clock.now(),
      counts: {
        observed: stream.streamed,
        absent: stream.removed,
        failed: stream.problems.length,
      },
      complete,
    });
    return {
      status: 'succeeded',
      changedIds: [...stream.changed],
      addedIds: stream.added,
    };
  }

  async #fail(
    stream: StreamProgress,
    { startedAt, state }: { startedAt: Date; state: CollectorRunState },
    error: unknown,
  ): Promise<CatalogRunOutcome> {
    const { knex, clock, config, logger } = this.#options;
    const message = describeError(error);
    logger.warn(`The catalog could not be read: ${message}`);
    await this.#report([
      ...stream.problems,
      {
        subject: 'collector',
        name: catalogCollector,
        reporter: catalogCollector,
        message,
      },
    ]);
    await finishCollectorRun(knex, {
      collector: catalogCollector,
      startedAt,
      at: clock.now(),
      nextAt: nextRunAfterFailure({
        now: clock.now(),
        attempt: state.attempt + 1,
        completed: state.completed,
        frequency: config.catalog.frequency,
      }),
      error: message,
      complete: false,
    });
    return {
      status: 'failed',
      changedIds: [...stream.changed],
      addedIds: stream.added,
    };
  }

  async #report(problems: readonly Problem[]): Promise<void> {
    const { knex, clock } = this.#options;
    await knex.transaction(trx =>
      replaceProblems(trx, {
        reporter: catalogCollector,
        entityIds: null,
        problems: problems.map(problem => ({ ...problem, entityId: null })),
        at: clock.now(),
      }),
    );
  }
}
