/**
 * When collectors run.
 *
 * Every replica has a task per collector that looks twice a minute whether something is due; what
 * is due stands in `collector_runs`, and a lease there lets one replica at a time run it:
 *
 * - all entities, when the time has come: after the frequency, after a pause or a back-off;
 * - entities that are new since the last run, so that nobody waits a day for a first answer, also
 *   while a run over all is paused;
 * - entities that changed in the catalog, right after the stream that found the change;
 * - entities of which a source said by itself that they changed, a few seconds after it said so.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  makeCollectorsDue,
  readCollectorRun,
  selectNewEntityIds,
  syncCollectorRuns,
} from '../database/operations/collectors';
import { FactProjection } from '../database/operations/facts';
import { markAllForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { EvaluationPipeline } from '../pipeline';
import { calendarDigest } from '../pipeline/calendarDigest';
import { RequestBudgets, RequestPurpose } from './budget';
import { CatalogCollector, catalogCollector } from './catalog';
import { CollectorSet, ListedCollector } from './CollectorSet';
import { EntityRefreshes, RefreshOutcome } from './EntityRefreshes';
import { FactFollowers } from './followers';
import { collectorSignature } from './registerCollectors';
import { CollectionRuns, highestSeen } from './runs';
import { ChangedSource, RefreshRequests } from './watch';

/** What {@link CollectionService} needs. */
export interface CollectionServiceOptions {
  knex: Knex;
  catalog: CatalogCollector;
  collectors: CollectorSet;
  /** Undefined: requests are not counted. */
  budgets?: RequestBudgets;
  /** Of the evaluations. Undefined: the default one. */
  calendar?: BusinessCalendar;
  pipeline: Pick<EvaluationPipeline, 'evaluateNow'>;
  clock: { now(): Date };
  /** May the present be observed? Not while the past is replayed. Default: always. */
  isReady?: () => boolean;
  logger: LoggerService;
  /** Asks the scheduler to look at a collector now. */
  trigger?: (collector: string) => Promise<void>;
  /** How long changes that a source tells are gathered, in milliseconds. Default: 5,000. */
  gatherMs?: number;
  /** The same for changes of facts that others follow. Default: 1,000. */
  followMs?: number;
  /** What checks read of facts: versions of that are kept. Default: all of it. */
  projection?: FactProjection;
}

/** More changed entities than these are left to a run over all. */
const mostChanged = 1_000;
const newPerRun = 1_000;
/** Of a collector that is never run: nothing makes it due. */
const pushedSignature = 'pushed';

/** Runs collectors: by schedule, for what is new or changed, and for one entity on demand. */
export class CollectionService {
  readonly #options: CollectionServiceOptions;
  readonly #runs: CollectionRuns;
  readonly #requests: RefreshRequests;
  readonly #followers: FactFollowers;
  readonly #refreshes: EntityRefreshes;
  /** Until when collectors have put new entities off. */
  readonly #putOff = new Map<string, Date>();

  constructor(options: CollectionServiceOptions) {
    this.#options = options;
    this.#runs = new CollectionRuns({
      ...options,
      changed: (...facts) => this.factsChanged(...facts),
    });
    this.#refreshes = new EntityRefreshes({
      ...options,
      observe: (id, signal) =>
        this.#observe([id], { signal, purpose: 'demand' }),
    });
    const later = {
      ...options,
      observe: (
        ids: readonly number[],
        collectors: readonly string[],
        signal: AbortSignal,
      ) => this.#observe(ids, { collectors, signal, purpose: 'schedule' }),
      makeDue: (collectors: readonly string[]) =>
        this.#makeDue(collectors, { evenPaused: false }),
    };
    this.#requests = new RefreshRequests(later);
    this.#followers = new FactFollowers(later);
  }

  /** All collectors that are on, for people; those of the catalog first. */
  collectors(): ListedCollector[] {
    return this.#options.collectors.list();
  }

  /** Of the evaluations. Undefined: the default one. */
  get calendar(): BusinessCalendar | undefined {
    return this.#options.calendar;
  }

  /** See {@link connectedCollectors}. */
  connected(): ReadonlySet<string> {
    return this.#options.collectors.connected();
  }

  /**
   * To be called at start, and when the set of collectors has changed: where other collectors are on
   * than last time, or the calendar is another, every answer may differ, and all entities are marked.
   * A collector that looks for something else is due.
   */
  async start(): Promise<void> {
    const { knex, clock, collectors } = this.#options;
    await retryOnConflict(() =>
      knex.transaction(async trx => {
        const { calendar = defaultBusinessCalendar } = this.#options;
        const { changed, renewed } = await syncCollectorRuns(trx, {
          collectors: [
            { id: catalogCollector, signature: calendarDigest(calendar) },
            ...collectors.all().map(registered => ({
              id: registered.collector.id,
              signature: collectorSignature(registered),
            })),
            ...collectors.pushed.map(({ id }) => ({
              id,
              signature: pushedSignature,
            })),
          ],
          at: clock.now(),
        });
        if (changed || renewed.includes(catalogCollector)) {
          await markAllForEvaluation(trx, { at: clock.now() });
        }
      }),
    );
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
    const { knex, catalog, clock, collectors } = this.#options;
    if (collector === catalogCollector) {
      if (await catalog.isDue()) {
        await this.#runCatalog(options);
      }
      return;
    }
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
      await this.#runs.runAll(collector, { ...options, force: false });
    } else if (
      newIds.length &&
      (state.status === 'succeeded' || (state.status === 'paused' && !isFirst))
    ) {
      await this.#runOverNew(collector, newIds, options);
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
    await this.#runs.runAll(collector, { ...options, force: true });
  }

  /**
   * Makes a collector run soon, in some replica, also one that is paused; one that is under way runs once
   * more afterwards.
   *
   * @throws NotFoundError for one that is not there or never runs; what the database throws.
   */
  async requestRun(collector: string): Promise<void> {
    if (collector !== catalogCollector) {
      this.#options.collectors.get(collector);
    }
    await this.#makeDue([collector], { evenPaused: true });
  }

  /**
   * Looks one entity up in the catalog, observes it with every matching collector, and evaluates
   * it. A collector that fails stops no other. Calls for the same entity share one run.
   *
   * @param entityRef - Whole ref, in any case.
   * @throws ServiceUnavailableError while the past is replayed; what the catalog or the database throws.
   */
  async refreshEntity(entityRef: string): Promise<RefreshOutcome> {
    if (!this.#isReady()) {
      throw new ServiceUnavailableError(
        'The history is being replayed; entities are observed as soon as that is done.',
      );
    }
    return await this.#refreshes.refresh(entityRef);
  }

  /**
   * Looks at some entities soon: a source said that they changed. Calls of the next few seconds are
   * served together; more than a thousand entities make the collectors of the source due.
   *
   * @param collector - Whose source it is; all that read the same source look. One that is not there
   *   is passed over.
   * @param changed - Anything goes.
   */
  refreshSoon(collector: string, changed: ChangedSource): void {
    const { collectors } = this.#options;
    if (!this.#isReady()) {
      // All collectors run over all entities afterwards.
      return;
    }
    for (const registered of collectors.find([collector])) {
      this.#requests.add(
        [registered, ...collectors.ofSameSource(registered)].map(
          it => it.collector.id,
        ),
        changed,
      );
    }
  }

  /**
   * Lets the collectors that follow another one look at entities soon. Never throws.
   *
   * @param entityIds - Whose facts of that collector are others now, in a committed transaction.
   */
  factsChanged(collector: string, entityIds: readonly number[]): void {
    if (this.#isReady()) {
      this.#followers.changed(collector, entityIds);
    }
  }

  /** Forgets what was to be looked at later: the backend stops. */
  stop(): void {
    this.#requests.stop();
    this.#followers.stop();
  }

  #isReady(): boolean {
    return this.#options.isReady?.() ?? true;
  }

  async #runCatalog(options: { signal: AbortSignal }): Promise<void> {
    const { knex, catalog } = this.#options;
    const isInitial =
      (await readCollectorRun(knex, { collector: catalogCollector }))
        .completed === 0;
    const { changedIds, addedIds } = await catalog.run(options);
    if (!changedIds.length) {
      return;
    }
    if (!isInitial && changedIds.length <= mostChanged) {
      await this.#observe(changedIds, { ...options, purpose: 'schedule' });
      return;
    }
    const { running } = await makeCollectorsDue(knex, {
      collectors: this.#ids(),
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
      await this.#observe(changed, {
        ...options,
        collectors: running,
        purpose: 'schedule',
      });
    }
    await this.#trigger(this.#ids());
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
    const deferred = await this.#runs.runAside(collector, entityIds, options);
    if (deferred) {
      this.#putOff.set(collector, deferred.until);
    } else {
      this.#putOff.delete(collector);
    }
  }

  /** Some entities with every collector, or with those given; what was put off is seen to later. */
  async #observe(
    entityIds: readonly number[],
    options: {
      signal: AbortSignal;
      collectors?: readonly string[];
      purpose: RequestPurpose;
    },
  ): Promise<void> {
    const deferred = await this.#runs.observe(entityIds, {
      ...options,
      collectors: options.collectors ?? this.#ids(),
    });
    deferred.forEach(each => this.#requests.addLater(each));
  }

  async #makeDue(
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
    await this.#trigger(collectors);
  }

  async #trigger(collectors: readonly string[]): Promise<void> {
    for (const collector of collectors) {
      try {
        await this.#options.trigger?.(collector);
      } catch {
        // It runs already; or it looks by itself in half a minute.
      }
    }
  }

  #ids(): string[] {
    return this.#options.collectors.all().map(({ collector: { id } }) => id);
  }
}
