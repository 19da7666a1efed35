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
import { syncCollectorRuns } from '../database/operations/collectors';
import { FactProjection } from '../database/operations/facts';
import { markAllForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { EvaluationPipeline } from '../pipeline';
import { calendarDigest } from '../pipeline/calendarDigest';
import { RequestBudgets, RequestPurpose } from './budget';
import { CatalogCollector, catalogCollector } from './catalog';
import { CatalogRuns } from './CatalogRuns';
import { CollectorSet, ListedCollector } from './CollectorSet';
import { DueRuns } from './DueRuns';
import { EntityRefreshes, RefreshOutcome } from './EntityRefreshes';
import { FactFollowers } from './followers';
import { collectorSignature } from './registerCollectors';
import { RunRequests } from './RunRequests';
import { CollectionRuns } from './runs';
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

/** Of a collector that is never run: nothing makes it due. */
const pushedSignature = 'pushed';

/** Runs collectors: by schedule, for what is new or changed, and for one entity on demand. */
export class CollectionService {
  readonly #options: CollectionServiceOptions;
  readonly #runs: CollectionRuns;
  readonly #runRequests: RunRequests;
  readonly #catalogRuns: CatalogRuns;
  readonly #dueRuns: DueRuns;
  readonly #requests: RefreshRequests;
  readonly #followers: FactFollowers;
  readonly #refreshes: EntityRefreshes;

  constructor(options: CollectionServiceOptions) {
    this.#options = options;
    this.#runs = new CollectionRuns({
      ...options,
      changed: (...facts) => this.factsChanged(...facts),
    });
    this.#runRequests = new RunRequests(options);
    this.#catalogRuns = new CatalogRuns({
      ...options,
      observe: (ids, { signal, collectors }) =>
        this.#observe(ids, { signal, collectors, purpose: 'schedule' }),
      trigger: collectors => this.#runRequests.trigger(collectors),
    });
    this.#dueRuns = new DueRuns({ ...options, runs: this.#runs });
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
        this.#runRequests.add(collectors, { evenPaused: false }),
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
    if (collector === catalogCollector) {
      await this.#catalogRuns.runIfDue(options);
    } else {
      await this.#dueRuns.run(collector, options);
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
      await this.#catalogRuns.run(options);
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
    await this.#runRequests.add([collector], { evenPaused: true });
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
      collectors: options.collectors ?? this.#options.collectors.ids(),
    });
    deferred.forEach(each => this.#requests.addLater(each));
  }
}
