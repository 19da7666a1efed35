/**
 * Runs one collector.
 *
 * # Model
 *
 * A run over all entities opens the source once, goes through the live entities by ascending key,
 * and hands those that the collector targets over in batches of at most 100. Each batch is one
 * transaction: facts, marks for evaluation of what changed, problems. A run that is killed goes
 * back to the start the next time; what it wrote stands, and the same again writes nothing.
 *
 * # Guarantees
 *
 * - A source that cannot be opened changes no fact: they grow old, and then are stale.
 * - A source that fails half-way ends the run; batches before it stand.
 * - One entity that fails keeps its last fact and stops no other.
 * - What somebody observed of an entity while a batch was on its way is newer, and stands.
 * - An entity that the source no longer knows loses its fact only at the end of a complete run,
 *   and only if enough facts survive: a source that suddenly knows nothing is taken for broken.
 * - Work of others is waited for only so long.
 */
import { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { LoggerService } from '@backstage/backend-plugin-api';
import { durationToMilliseconds } from '@backstage/types';
import { CatalogFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  CollectionTargetRow,
  selectCollectionTargets,
} from '../database/operations/entities';
import { describeError } from './problems';
import { failed, readObservations, readProblems } from './readObservations';
import { RegisteredCollector } from './registerCollectors';
import { RunProgress } from './RunProgress';
import { withTimeout } from './withTimeout';
import { deleteObservations, writeObservations } from './writeObservations';

/** The most entities that a collector gets at once. */
export const targetsPerBatch = 100;
const rowsPerPage = 200;

/** What {@link CollectorRunner} needs. */
export interface CollectorRunnerOptions {
  knex: Knex;
  registered: RegisteredCollector;
  clock: { now(): Date };
  logger: LoggerService;
}

interface Target {
  row: CollectionTargetRow;
  target: CollectionTarget;
}

/** The source failed, not the database. */
class SourceError extends Error {}

/** Opens a source and stores what it says. */
export class CollectorRunner {
  readonly #options: CollectorRunnerOptions;
  readonly #isTarget: (entity: Entity) => boolean;

  constructor(options: CollectorRunnerOptions) {
    this.#options = options;
    const matches = filterPredicateToFilterFunction(options.registered.target);
    this.#isTarget = entity => matches(entity);
  }

  /**
   * Looks at all entities, or at some.
   *
   * @param options - `entityIds`: only these. Then the guard against a source that knows nothing
   *   is off, and problems without an entity are left as they are.
   * @returns What came of it; `error` where the run failed or was refused.
   * @throws What the database throws.
   */
  async run(options: {
    signal: AbortSignal;
    entityIds?: readonly number[];
  }): Promise<RunProgress> {
    const { collector } = this.#options.registered;
    const startedAt = this.#options.clock.now();
    const progress = new RunProgress();
    let run: CollectionRun | undefined;
    try {
      run = await this.#bounded(options.signal, 'Opening the source', signal =>
        collector.open({ now: startedAt, signal }),
      );
    } catch (error) {
      options.signal.throwIfAborted();
      progress.error = describeError(error);
      await this.#failEntities(progress, options.entityIds);
      return progress;
    }
    try {
      await this.#collectAll(run, progress, options);
      progress.problems = this.#readProblems(run);
    } catch (error) {
      if (!(error instanceof SourceError) || options.signal.aborted) {
        throw error;
      }
      progress.error = error.message;
    } finally {
      await this.#close(run);
    }
    if (!progress.error) {
      await this.#deleteAbsent(progress, {
        startedAt,
        guarded: options.entityIds === undefined,
      });
    }
    return progress;
  }

  async #collectAll(
    run: CollectionRun,
    progress: RunProgress,
    options: { signal: AbortSignal; entityIds?: readonly number[] },
  ): Promise<void> {
    const { knex, registered } = this.#options;
    let batch: Target[] = [];
    for (let afterId = 0; ; afterId = progress.lastEntityId) {
      const rows = await selectCollectionTargets(knex, {
        collector: registered.collector.id,
        afterId,
        limit: rowsPerPage,
        entityIds: options.entityIds,
      });
      for (const row of rows) {
        progress.lastEntityId = row.id;
        const target = this.#toTarget(row);
        if (target) {
          batch.push({ row, target });
        } else if (row.previous !== null) {
          progress.untargeted.push(row.id);
        }
        if (batch.length === targetsPerBatch) {
          await this.#collect(run, batch, progress, options.signal);
          batch = [];
        }
      }
      if (rows.length < rowsPerPage) {
        break;
      }
    }
    if (batch.length) {
      await this.#collect(run, batch, progress, options.signal);
    }
  }

  async #collect(
    run: CollectionRun,
    batch: readonly Target[],
    progress: RunProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, registered, clock } = this.#options;
    const observedAt = clock.now();
    const observations = await this.#bounded(signal, 'A batch', inner =>
      run.collect(
        batch.map(({ target }) => target),
        { signal: inner },
      ),
    ).catch(error => {
      throw new SourceError(describeError(error));
    });
    const readings = readObservations(
      registered.collector,
      batch.map(({ row }) => row.ref),
      observations,
    );
    const entities = batch.flatMap(({ row }) => {
      const reading = readings.get(row.ref);
      return reading ? [{ id: row.id, ref: row.ref, reading }] : [];
    });
    await writeObservations(knex, {
      collector: registered.collector.id,
      entities,
      observedAt,
      expiresAt: new Date(
        observedAt.getTime() + durationToMilliseconds(registered.timeToLive),
      ),
    });
    for (const { row } of batch) {
      progress.count(
        row.id,
        row.previous !== null,
        readings.get(row.ref)?.status ?? 'failed',
      );
    }
    // Readers of a synchronous database get their turn between batches.
    await new Promise(resolve => setImmediate(resolve));
  }

  async #deleteAbsent(
    progress: RunProgress,
    options: { startedAt: Date; guarded: boolean },
  ): Promise<void> {
    const { knex, registered, clock } = this.#options;
    progress.error = options.guarded
      ? progress.refusal(registered.collector.id, registered.minimumShare)
      : undefined;
    await deleteObservations(knex, {
      collector: registered.collector.id,
      entityIds: progress.error
        ? progress.untargeted
        : [...progress.untargeted, ...progress.lost],
      observedBefore: options.startedAt,
      at: clock.now(),
    });
  }

  /** Somebody asked for these entities: say on their pages why there is nothing new. */
  async #failEntities(
    progress: RunProgress,
    entityIds: readonly number[] | undefined,
  ): Promise<void> {
    const { knex, registered, clock } = this.#options;
    if (!entityIds) {
      return;
    }
    const { id } = registered.collector;
    const rows = await selectCollectionTargets(knex, {
      collector: id,
      afterId: 0,
      limit: entityIds.length,
      entityIds,
    });
    await writeObservations(knex, {
      collector: id,
      entities: rows
        .filter(row => this.#toTarget(row))
        .map(row => ({
          id: row.id,
          ref: row.ref,
          reading: failed(id, row.ref, [], progress.error ?? 'Unknown error'),
        })),
      observedAt: clock.now(),
      expiresAt: clock.now(),
    });
  }

  #toTarget(row: CollectionTargetRow): CollectionTarget | undefined {
    const catalog = JSON.parse(row.catalog) as CatalogFact;
    // The catalog collector made it: it has the types of the entity model.
    const entity = catalog.entity as unknown as Entity;
    return this.#isTarget(entity)
      ? {
          entityRef: row.ref,
          entity,
          catalog,
          previous:
            row.previous === null ? undefined : JSON.parse(row.previous),
        }
      : undefined;
  }

  #readProblems(run: CollectionRun) {
    try {
      return readProblems(
        run.problems?.(),
        this.#options.registered.collector.id,
      );
    } catch (error) {
      throw new SourceError(describeError(error));
    }
  }

  async #close(run: CollectionRun): Promise<void> {
    try {
      await this.#bounded(
        new AbortController().signal,
        'Closing the source',
        async () => run.close?.(),
      );
    } catch (error) {
      this.#options.logger.warn(
        `Collector '${
          this.#options.registered.collector.id
        }' could not be closed: ${describeError(error)}`,
      );
    }
  }

  async #bounded<T>(
    signal: AbortSignal,
    what: string,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return await withTimeout(work, {
      signal,
      timeout: this.#options.registered.timeout,
      what,
    });
  }
}
