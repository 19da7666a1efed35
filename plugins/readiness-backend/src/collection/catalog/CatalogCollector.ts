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
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { TierRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { CatalogConfig } from '../../config';
import {
  CollectorRunState,
  finishCollectorRun,
  readCollectorRun,
} from '../../database/operations/collectors';
import { selectLiveEntityIds } from '../../database/operations/entities';
import { FactProjection } from '../../database/operations/facts';
import { replaceProblems } from '../../database/operations/problems';
import { describeError } from '../problems';
import { CollectorLease } from '../runs/CollectorLease';
import { nextRunAfterFailure } from '../runs/runTimes';
import { withTimeout } from '../runs/withTimeout';
import { isCatalogDue } from './isCatalogDue';
import { lookUpTargets } from './lookUpTargets';
import { makeDue } from './makeDue';
import { removeMissing } from './removeMissing';
import { StreamProgress } from './StreamProgress';
import { catalogCollector, writeCatalogPage } from './writeCatalogPage';
import { writeOwnerFacts } from './writeOwnerFacts';

/** What {@link CatalogCollector} needs. */
export interface CatalogCollectorOptions {
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  config: { catalog: CatalogConfig; tier: TierRules };
  /** Called after groups may have changed; writes differences only. */
  rebuildGroupClosure: (
    knex: Knex,
    options: { at: Date; isInitial: boolean },
  ) => Promise<unknown>;
  /**
   * Called when relations may have changed, before their entities are due; `complete`: all of the
   * catalog was read, and targets that it does not hold were looked up.
   */
  deriveRelations: (options: { complete: boolean }) => Promise<unknown>;
  clock: { now(): Date };
  logger: LoggerService;
  /** What checks read of facts: versions of that are kept. Default: all of it. */
  projection?: FactProjection;
}

/** What came of a run. */
export interface CatalogRunOutcome {
  /** `running`: elsewhere, so that nothing was done here. */
  status: 'succeeded' | 'failed' | 'running';
  /** Entities of which anything changed. */
  changedIds: number[];
  addedIds: number[];
}

/** How long the marks of a page wait for the end of the run. */
const settleMs = 60_000;
/** A stream that finds at most this share of new entities has seen the whole catalog. */
const settledShare = 0.01;
/** How long the catalog may take for a page. */
const pageTimeout = { minutes: 2 };

/** Streams the catalog into facts. */
export class CatalogCollector {
  readonly #options: CatalogCollectorOptions;

  constructor(options: CatalogCollectorOptions) {
    this.#options = options;
  }

  /** Is a stream due? See {@link isCatalogDue}. */
  async isDue(): Promise<boolean> {
    return await isCatalogDue({
      ...this.#options,
      credentials: await this.#credentials(),
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
    const state = await readCollectorRun(knex, { collector: catalogCollector });
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
        await this.#stream(stream, { startedAt, state, signal });
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
    const { knex, catalog, clock } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await this.#credentials(),
    });
    if (!entity) {
      return undefined;
    }
    const at = clock.now();
    const state = await readCollectorRun(knex, { collector: catalogCollector });
    const page = await this.#write([entity], {
      startedAt: at,
      state,
      settleMs,
    });
    const [[ref, id] = []] = page.ids;
    if (id !== undefined) {
      await writeOwnerFacts(knex, {
        at,
        expiresAt: this.#expiry(at),
        entityIds: [id],
        projection: this.#options.projection,
      });
      if (ref?.startsWith('group:')) {
        await this.#options.rebuildGroupClosure(knex, {
          at,
          isInitial: state.completed === 0,
        });
      }
      await this.#options.deriveRelations({ complete: false });
    }
    return id;
  }

  async #stream(
    stream: StreamProgress,
    options: { startedAt: Date; state: CollectorRunState; signal: AbortSignal },
  ): Promise<void> {
    const { knex, catalog, config } = this.#options;
    stream.known = await selectLiveEntityIds(knex);
    const pages = catalog.streamEntities(
      { pageSize: config.catalog.pageSize },
      { credentials: await this.#credentials() },
    );
    const iterator = pages[Symbol.asyncIterator]();
    for (;;) {
      const next = await withTimeout(() => iterator.next(), {
        signal: options.signal,
        timeout: pageTimeout,
        what: 'A page of the catalog',
      });
      if (next.done) {
        return;
      }
      const page = await this.#write(next.value, { ...options, settleMs });
      stream.add(next.value.length, page);
      // Readers of a synchronous database get their turn between pages.
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async #write(
    entities: readonly unknown[],
    options: { startedAt: Date; state: CollectorRunState; settleMs: number },
  ) {
    const { knex, catalog, clock, config, logger } = this.#options;
    const at = clock.now();
    const isInitial = options.state.completed === 0;
    return await writeCatalogPage(knex, {
      entities,
      source: isInitial
        ? undefined
        : { catalog, logger, credentials: await this.#credentials() },
      tier: config.tier,
      at,
      expiresAt: this.#expiry(at),
      createdAt: isInitial ? null : options.startedAt,
      evaluateAt: new Date(at.getTime() + options.settleMs),
      projection: this.#options.projection,
    });
  }

  async #finish(
    stream: StreamProgress,
    options: { startedAt: Date; state: CollectorRunState },
  ): Promise<CatalogRunOutcome> {
    const { knex, catalog, clock, config, logger } = this.#options;
    const { state, startedAt } = options;
    const refusal = stream.refusal(config.catalog.minimumShare);
    if (refusal) {
      await makeDue(knex, { entityIds: stream.changed, at: clock.now() });
      return await this.#fail(stream, options, new Error(refusal));
    }
    try {
      const removed = await removeMissing(knex, {
        missingIds: stream.missing(),
        catalog,
        credentials: await this.#credentials(),
        at: clock.now(),
        projection: this.#options.projection,
      });
      if (removed.length) {
        logger.info(`${removed.length} entities left the catalog`);
      }
      stream.removed = removed.length;
    } catch (error) {
      return await this.#fail(stream, options, error);
    }
    await writeOwnerFacts(knex, {
      at: clock.now(),
      expiresAt: this.#expiry(clock.now()),
      projection: this.#options.projection,
    });
    // Always, since whoever wrote a change before may have been killed before this.
    await this.#options.rebuildGroupClosure(knex, {
      at: clock.now(),
      isInitial: state.completed === 0,
    });
    await lookUpTargets(knex, {
      catalog,
      credentials: await this.#credentials(),
      at: clock.now(),
      logger,
    });
    await this.#options.deriveRelations({ complete: true });
    await makeDue(knex, { entityIds: stream.changed, at: clock.now() });
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

  #expiry(at: Date): Date {
    const { timeToLive } = this.#options.config.catalog;
    return new Date(at.getTime() + durationToMilliseconds(timeToLive));
  }

  async #credentials() {
    return await this.#options.auth.getOwnServiceCredentials();
  }
}
