/**
 * When collectors run.
 *
 * Every replica has a task per collector that looks twice a minute whether something is due; what
 * is due stands in `collector_runs`, and a lease there lets one replica at a time run it:
 *
 * - all entities, when the time has come: after the frequency, or after a back-off;
 * - entities that are new since the last run, so that nobody waits a day for a first answer;
 * - entities that changed in the catalog, right after the stream that found the change.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  makeCollectorsDue,
  readCollectorRun,
  releaseCollectorRun,
  selectNewEntityIds,
  syncCollectorRuns,
} from '../database/operations/collectors';
import { markAllForEvaluation } from '../database/operations/queue';
import { EvaluationPipeline } from '../pipeline';
import { calendarDigest } from '../pipeline/calendarDigest';
import { CatalogCollector, catalogCollector } from './catalog';
import { CollectorLease } from './CollectorLease';
import { CollectorRunner } from './CollectorRunner';
import {
  CollectorDescription,
  connectedCollectors,
  describeCollectors,
} from './connectedCollectors';
import { finishRun } from './finishRun';
import { describeError } from './problems';
import { collectorSignature, RegisteredCollector } from './registerCollectors';
import { RunProgress } from './RunProgress';

/** What {@link CollectionService} needs. */
export interface CollectionServiceOptions {
  knex: Knex;
  catalog: CatalogCollector;
  collectors: readonly RegisteredCollector[];
  /**
   * Collectors whose facts are pushed by others: connected, never run, and none of them with the id
   * of one that is run. Each has a row in `collector_runs`, for whoever takes the facts to write its
   * health. Default: none.
   */
  pushed?: readonly CollectorDescription[];
  /** Of the evaluations. Undefined: the default one. */
  calendar?: BusinessCalendar;
  pipeline: Pick<EvaluationPipeline, 'evaluateNow'>;
  clock: { now(): Date };
  logger: LoggerService;
  /** Asks the scheduler to look at a collector now. */
  trigger?: (collector: string) => Promise<void>;
}

/** More changed entities than these are left to a run over all. */
const mostChanged = 1_000;
const newPerRun = 1_000;
/** Of a collector that is never run: nothing makes it due. */
const pushedSignature = 'pushed';
/** How long somebody who asked for a refresh waits for collectors. */
const refreshTimeoutMs = 30_000;

/** Runs collectors: by schedule, for what is new, and for one entity on demand. */
export class CollectionService {
  readonly #options: CollectionServiceOptions;
  readonly #runners: ReadonlyMap<string, CollectorRunner>;
  readonly #refreshes = new Map<string, Promise<'refreshed' | 'not-found'>>();
  readonly #connected: ReadonlySet<string>;

  constructor(options: CollectionServiceOptions) {
    this.#options = options;
    this.#runners = new Map(
      options.collectors.map(registered => [
        registered.collector.id,
        new CollectorRunner({ ...options, registered }),
      ]),
    );
    this.#connected = connectedCollectors(options.collectors, options.pushed);
  }

  /** All collectors that are on, for people; those of the catalog first. */
  collectors(): CollectorDescription[] {
    return describeCollectors(this.#options.collectors, this.#options.pushed);
  }

  /** Of the evaluations. Undefined: the default one. */
  get calendar(): BusinessCalendar | undefined {
    return this.#options.calendar;
  }

  /** See {@link connectedCollectors}. */
  connected(): ReadonlySet<string> {
    return this.#connected;
  }

  /**
   * To be called once at start: where other collectors are on than last time, or the calendar is
   * another, every answer may differ, and all entities are marked. A collector that looks for something else is due.
   */
  async start(): Promise<void> {
    const { knex, clock } = this.#options;
    await knex.transaction(async trx => {
      const { calendar = defaultBusinessCalendar } = this.#options;
      const { changed, renewed } = await syncCollectorRuns(trx, {
        collectors: [
          { id: catalogCollector, signature: calendarDigest(calendar) },
          ...this.#options.collectors.map(registered => ({
            id: registered.collector.id,
            signature: collectorSignature(registered),
          })),
          ...(this.#options.pushed ?? []).map(({ id }) => ({
            id,
            signature: pushedSignature,
          })),
        ],
      });
      if (changed || renewed.includes(catalogCollector)) {
        await markAllForEvaluation(trx, { at: clock.now() });
      }
    });
  }

  /**
   * Runs a collector if something is due: over all entities, or over new ones.
   *
   * @param collector - Id.
   * @throws NotFoundError for one that is not there; what the database throws.
   */
  async runIfDue(
    collector: string,
    options: { signal: AbortSignal },
  ): Promise<void> {
    const { knex, catalog, clock } = this.#options;
    if (collector === catalogCollector) {
      if (await catalog.isDue()) {
        await this.#runCatalog(options);
      }
      return;
    }
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
      await this.runCollector(collector, options);
    } else if (newIds.length && state.status === 'succeeded') {
      await this.#runOver(collector, newIds, options);
    }
  }

  /**
   * Runs a collector over all entities now, unless a run is under way.
   *
   * @param collector - Id.
   * @throws NotFoundError for one that is not there; what the database throws.
   */
  async runCollector(
    collector: string,
    options: { signal: AbortSignal },
  ): Promise<void> {
    if (collector === catalogCollector) {
      await this.#runCatalog(options);
      return;
    }
    await this.#leased(collector, options, async ({ startedAt, signal }) => {
      const progress = await this.#runner(collector).run({ signal });
      await this.#finish(collector, startedAt, progress);
    });
  }

  /**
   * Looks one entity up in the catalog, observes it with every matching collector, and evaluates
   * it. A collector that fails stops no other. Calls for the same entity share one run.
   *
   * @param entityRef - Whole ref, in any case.
   * @throws What the catalog or the database throws.
   */
  async refreshEntity(entityRef: string): Promise<'refreshed' | 'not-found'> {
    const ref = readEntityRef(entityRef);
    if (!ref) {
      return 'not-found';
    }
    const running = this.#refreshes.get(ref);
    if (running) {
      return await running;
    }
    const refresh = this.#refresh(ref).finally(() => {
      this.#refreshes.delete(ref);
    });
    this.#refreshes.set(ref, refresh);
    return await refresh;
  }

  async #refresh(entityRef: string): Promise<'refreshed' | 'not-found'> {
    const { catalog, pipeline } = this.#options;
    const id = await catalog.refresh(entityRef);
    if (id === undefined) {
      return 'not-found';
    }
    const signal = AbortSignal.timeout(refreshTimeoutMs);
    await this.#observe([id], { signal });
    await pipeline.evaluateNow([id]);
    return 'refreshed';
  }

  async #runCatalog(options: { signal: AbortSignal }): Promise<void> {
    const { knex, catalog, clock } = this.#options;
    const isInitial =
      (await readCollectorRun(knex, { collector: catalogCollector }))
        .completed === 0;
    const { changedIds, addedIds } = await catalog.run(options);
    if (!changedIds.length) {
      return;
    }
    if (!isInitial && changedIds.length <= mostChanged) {
      await this.#observe(changedIds, options);
      return;
    }
    const collectors = [...this.#runners.keys()];
    const { running } = await makeCollectorsDue(knex, {
      collectors,
      at: clock.now(),
    });
    // Such a run may be past them. New entities it takes up, or the next look at new ones does.
    const added = new Set(addedIds);
    const changed = changedIds.filter(id => !added.has(id));
    if (running.length && changed.length) {
      await this.#observe(changed, { ...options, collectors: running });
    }
    for (const collector of collectors) {
      try {
        await this.#options.trigger?.(collector);
      } catch {
        // It runs already; or it looks by itself in half a minute.
      }
    }
  }

  /**
   * Some entities with every collector, or with those given; one that fails, or takes too long, is
   * logged.
   */
  async #observe(
    entityIds: readonly number[],
    options: { signal: AbortSignal; collectors?: readonly string[] },
  ): Promise<void> {
    const { signal, collectors = [...this.#runners.keys()] } = options;
    await Promise.all(
      collectors.map(async collector => {
        try {
          const runner = this.#runner(collector);
          const { error } = await runner.run({ signal, entityIds });
          this.#warn(collector, error);
        } catch (error) {
          this.#warn(collector, describeError(error));
        }
      }),
    );
  }

  async #runOver(
    collector: string,
    entityIds: readonly number[],
    options: { signal: AbortSignal },
  ): Promise<void> {
    const { knex } = this.#options;
    const before = await readCollectorRun(knex, { collector });
    await this.#leased(collector, options, async ({ startedAt, signal }) => {
      const progress = await this.#runner(collector).run({ signal, entityIds });
      if (progress.error) {
        await this.#finish(collector, startedAt, progress);
        return;
      }
      await releaseCollectorRun(knex, {
        collector,
        startedAt,
        before,
        lastEntityId: Math.max(...entityIds),
      });
    });
  }

  /** Does the work unless another run of the collector is under way. */
  async #leased(
    collector: string,
    options: { signal: AbortSignal },
    work: (lease: CollectorLease) => Promise<void>,
  ): Promise<void> {
    const { knex, clock } = this.#options;
    this.#runner(collector);
    const lease = await CollectorLease.claim(knex, {
      ...options,
      collector,
      clock,
    });
    try {
      await (lease && work(lease));
    } finally {
      lease?.end();
    }
  }

  async #finish(
    collector: string,
    startedAt: Date,
    progress: RunProgress,
  ): Promise<void> {
    const { knex, clock } = this.#options;
    this.#warn(collector, progress.error);
    await finishRun(knex, {
      collector,
      frequency: this.#registered(collector).frequency,
      startedAt,
      now: clock.now(),
      progress,
    });
  }

  #runner(collector: string): CollectorRunner {
    const runner = this.#runners.get(collector);
    if (!runner) {
      throw new NotFoundError(`There is no collector '${collector}'`);
    }
    return runner;
  }

  #registered(collector: string): RegisteredCollector {
    const registered = this.#options.collectors.find(
      ({ collector: { id } }) => id === collector,
    );
    if (!registered) {
      throw new NotFoundError(`There is no collector '${collector}'`);
    }
    return registered;
  }

  #warn(collector: string, error: string | undefined): void {
    if (error) {
      this.#options.logger.warn(`Collector '${collector}' failed: ${error}`);
    }
  }
}
