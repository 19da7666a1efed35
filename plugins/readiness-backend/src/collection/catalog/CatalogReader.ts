import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds } from '@backstage/types';
import { TierRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { CatalogConfig } from '../../config';
import { selectLiveEntityIds } from '../../database/operations/entities';
import { FactProjection } from '../../database/operations/facts';
import { withTimeout } from '../runs/withTimeout';
import { lookUpTargets } from './lookUpTargets';
import { makeDue } from './makeDue';
import { removeMissing } from './removeMissing';
import { StreamProgress } from './StreamProgress';
import { CatalogPageOutcome, writeCatalogPage } from './writeCatalogPage';
import { writeOwnerFacts } from './writeOwnerFacts';

/** What {@link CatalogReader} needs. */
export interface CatalogReaderOptions {
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

/** How long the marks of a page wait for the end of the run. */
const settleMs = 60_000;
/** How long the catalog may take for a page. */
const pageTimeout = { minutes: 2 };

/**
 * Reads the catalog into rows and facts: all of it or one entity. It knows nothing of runs; `isInitial` is
 * told to it: no run was complete yet, so that what is there was there from the start.
 */
export class CatalogReader {
  readonly #options: CatalogReaderOptions;

  constructor(options: CatalogReaderOptions) {
    this.#options = options;
  }

  /**
   * Stores all entities, page by page.
   *
   * @param stream - Is told of what there was before, and of each page.
   * @param options - `startedAt`: when the run began; `signal`: breaks the stream off.
   * @throws What the catalog or the database throws; the reason of the signal.
   */
  async stream(
    stream: StreamProgress,
    options: { startedAt: Date; isInitial: boolean; signal: AbortSignal },
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
      const page = await this.#write(next.value, options);
      stream.add(next.value.length, page);
      // Readers of a synchronous database get their turn between pages.
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  /**
   * Removes what a complete stream does not hold, see {@link removeMissing}.
   *
   * @throws What the catalog or the database throws.
   */
  async remove(stream: StreamProgress): Promise<void> {
    const { knex, catalog, clock, logger, projection } = this.#options;
    const removed = await removeMissing(knex, {
      missingIds: stream.missing(),
      catalog,
      credentials: await this.#credentials(),
      at: clock.now(),
      projection,
    });
    if (removed.length) {
      logger.info(`${removed.length} entities left the catalog`);
    }
    stream.removed = removed.length;
  }

  /**
   * Writes what is made of the whole catalog, and makes due what the stream changed.
   *
   * @throws What the database throws.
   */
  async settle(
    stream: StreamProgress,
    { isInitial }: { isInitial: boolean },
  ): Promise<void> {
    const { knex, catalog, clock, logger, projection } = this.#options;
    await writeOwnerFacts(knex, {
      at: clock.now(),
      expiresAt: this.#expiry(clock.now()),
      projection,
    });
    // Always, since whoever wrote a change before may have been killed before this.
    await this.#options.rebuildGroupClosure(knex, {
      at: clock.now(),
      isInitial,
    });
    await lookUpTargets(knex, {
      catalog,
      credentials: await this.#credentials(),
      at: clock.now(),
      logger,
    });
    await this.#options.deriveRelations({ complete: true });
    await makeDue(knex, { entityIds: stream.changed, at: clock.now() });
  }

  /**
   * Stores one entity as the catalog serves it now.
   *
   * @param entityRef - Whole ref.
   * @returns Its key, or undefined where the catalog does not hold it, or not in usable form.
   * @throws What the catalog or the database throws.
   */
  async read(
    entityRef: string,
    { isInitial }: { isInitial: boolean },
  ): Promise<number | undefined> {
    const { knex, catalog, clock, projection } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await this.#credentials(),
    });
    if (!entity) {
      return undefined;
    }
    const at = clock.now();
    const page = await this.#write([entity], { startedAt: at, isInitial });
    const [[ref, id] = []] = page.ids;
    if (id !== undefined) {
      await writeOwnerFacts(knex, {
        at,
        expiresAt: this.#expiry(at),
        entityIds: [id],
        projection,
      });
      if (ref?.startsWith('group:')) {
        await this.#options.rebuildGroupClosure(knex, { at, isInitial });
      }
      await this.#options.deriveRelations({ complete: false });
    }
    return id;
  }

  async #write(
    entities: readonly unknown[],
    { startedAt, isInitial }: { startedAt: Date; isInitial: boolean },
  ): Promise<CatalogPageOutcome> {
    const { knex, catalog, clock, config, logger } = this.#options;
    const at = clock.now();
    return await writeCatalogPage(knex, {
      entities,
      source: isInitial
        ? undefined
        : { catalog, logger, credentials: await this.#credentials() },
      tier: config.tier,
      at,
      expiresAt: this.#expiry(at),
      createdAt: isInitial ? null : startedAt,
      evaluateAt: new Date(at.getTime() + settleMs),
      projection: this.#options.projection,
    });
  }

  #expiry(at: Date): Date {
    const { timeToLive } = this.#options.config.catalog;
    return new Date(at.getTime() + durationToMilliseconds(timeToLive));
  }

  async #credentials() {
    return await this.#options.auth.getOwnServiceCredentials();
  }
}
