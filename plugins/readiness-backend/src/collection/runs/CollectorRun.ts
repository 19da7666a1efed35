/**
 * One collector's part in a pass over entities.
 *
 * # Guarantees
 *
 * - A source that cannot be opened changes no fact: they grow old, and then are stale.
 * - A batch that fails makes its entities fail, which keep their facts; three in a row, or the last
 *   ones, make the run fail, and the next one goes on before them.
 * - What asks to be left alone pauses the run; it goes on with the first entity that was put off.
 * - Nobody waits for ever behind those, see `Patience`.
 * - How far the run has come is stored with what it observed, in one transaction: a process that is
 *   killed makes one window be looked at again, at most, and one that was taken for dead writes nothing.
 * - An entity that the source no longer knows loses its fact only at the end of a complete run,
 *   and only if enough facts survive: a source that suddenly knows nothing is taken for broken. The same
 *   holds for the end of a look at some entities.
 * - Work of others is waited for only so long.
 */
import { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { PreviousFact } from '../../database/operations/facts';
import { describeError } from '../problems';
import { RegisteredCollector } from '../registerCollectors';
import { allDeferred, allFailed } from './batchReadings';
import { CollectorLease } from './CollectorLease';
import { WindowEntity, WindowReader } from './EntityWindows';
import { OpenSource, OpenSourceOptions } from './OpenSource';
import { Patience } from './Patience';
import { boundedPause, readRetryLater, RetryLater } from './retryLater';
import { RunFacts, RunFactsOptions } from './RunFacts';
import { FinalStatus, RunProgress } from './RunProgress';
import { EntityReading } from './writeObservations';

/** So many batches that fail one after the other end a run. */
const mostFailures = 3;

/** What {@link CollectorRun} needs. */
export interface CollectorRunOptions
  extends OpenSourceOptions,
    RunFactsOptions {}

type PreviousFacts = ReadonlyMap<number, PreviousFact>;

/** @see CollectorRun.ts */
export class CollectorRun implements WindowReader {
  readonly id: string;
  /** Why it failed or was refused. */
  error: string | undefined;
  /** When it goes on, and why not now. */
  pause: RetryLater | undefined;
  /** What belongs to no entity. */
  problems: Problem[] = [];
  /** Of a run over some entities: those that were put off. */
  readonly deferredIds: number[] = [];
  progress: RunProgress;

  readonly #options: CollectorRunOptions;
  readonly #isTarget: (entity: Entity) => boolean;
  readonly #source: OpenSource;
  readonly #facts: RunFacts;
  readonly #patience: Patience;
  /** Of a run over some entities: those with a fact of which the source knows nothing any more. */
  readonly #absentIds: number[] = [];
  /** When the source was first asked. */
  #askedAt: Date | undefined;
  #isOpen = false;
  /** It was stopped by entities or batches, not by the source as a whole. */
  #isStopped = false;
  #startsAnew = false;
  #failures = 0;
  #lastFailure: string | undefined;
  /** Before the first of the batches that failed last. */
  #beforeFailures: RunProgress;

  constructor(options: CollectorRunOptions) {
    const matches = filterPredicateToFilterFunction(options.registered.target);
    this.#options = options;
    this.#isTarget = entity => matches(entity);
    this.#source = new OpenSource(options);
    this.#facts = new RunFacts(options);
    this.id = options.registered.collector.id;
    this.progress = RunProgress.fromCursor(options.lease?.cursor ?? null);
    this.#beforeFailures = this.progress;
    this.#patience = new Patience(this.progress);
  }

  get registered(): RegisteredCollector {
    return this.#options.registered;
  }

  get lease(): CollectorLease | undefined {
    return this.#options.lease;
  }

  /** Does it go on with the next window? One over some entities does, to say why it has nothing. */
  get isActive(): boolean {
    return !this.#options.lease || (!this.error && !this.pause);
  }

  /** Where it goes on the next time; null: at the beginning. */
  get cursor(): string | null {
    if (!this.lease || this.#startsAnew) {
      return null;
    }
    const isWaiting = this.#isStopped;
    return this.#patience
      .goOn(
        this.error
          ? {
              at: this.#beforeFailures,
              behind: isWaiting ? this.progress : undefined,
              isWaiting,
            }
          : { at: this.progress, isWaiting },
      )
      .toCursor();
  }

  takes(entity: WindowEntity): boolean {
    return !this.progress.isBehind(entity) && this.#isTarget(entity.entity);
  }

  /** Opens the source. A failure is kept in `error` or `pause`. */
  async open(): Promise<void> {
    try {
      await this.#source.open();
      this.#isOpen = true;
    } catch (error) {
      const { signal, clock } = this.#options;
      signal.throwIfAborted();
      this.pause = readRetryLater(error, clock.now());
      this.error = this.pause ? undefined : describeError(error);
    }
  }

  /**
   * Looks at its part of a window and stores what came of it.
   *
   * @param entities - All of the window.
   * @param taken - Those that it takes, in the same order, at most 100.
   * @param previous - Its last facts of the entities of the window.
   * @throws What the database throws; the reason of the signal.
   */
  async look(
    entities: readonly WindowEntity[],
    taken: readonly WindowEntity[],
    previous: PreviousFacts,
  ): Promise<void> {
    const observedAt = this.#options.clock.now();
    this.#askedAt ??= observedAt;
    const said = taken.length ? await this.#collect(taken, previous) : [];
    const readings = this.lease
      ? this.#patience.judge(this.id, said, this.progress)
      : said;
    const deferred = readings.filter(
      ({ reading }) => reading.status === 'deferred',
    );
    this.#defer(deferred);
    const end = deferred.length
      ? entities.findIndex(({ id }) => id === deferred[0].id)
      : entities.length;
    const passed = entities
      .slice(0, end)
      .filter(entity => !this.progress.isBehind(entity));
    await this.#forget(passed, taken, previous, observedAt);
    await this.#write(passed, readings, previous, observedAt, deferred.length);
  }

  /**
   * All entities were gone through: takes back what the source knows no more.
   *
   * @throws What the database throws.
   */
  async complete(): Promise<void> {
    const { lease, registered } = this.#options;
    if (this.#failures) {
      this.#isStopped = true;
      this.error ??= this.#lastFailure;
    }
    if (this.error) {
      return;
    }
    const refusal = this.progress.refusal(this.id, registered.minimumShare);
    if (!lease) {
      this.error = refusal;
      await this.#takeBack(refusal ? [] : this.#absentIds);
      return;
    }
    try {
      this.problems = this.#source.problems();
    } catch (error) {
      this.error = describeError(error);
      this.#startsAnew = true;
      return;
    }
    this.error = refusal;
    this.#startsAnew = true;
    if (!this.error && this.progress.cursor.lost) {
      await this.#facts.deleteAbsent(lease.runStartedAt);
    }
  }

  /** Frees what the source holds. To be called once, always; never throws. */
  async close(): Promise<void> {
    await this.#source.close();
  }

  async #collect(
    taken: readonly WindowEntity[],
    previous: PreviousFacts,
  ): Promise<EntityReading[]> {
    if (this.pause) {
      return allDeferred(taken, this.pause);
    }
    if (!this.#isOpen || this.error) {
      return allFailed(this.id, taken, this.error);
    }
    try {
      const readings = await this.#source.collect(taken, previous);
      this.#failures = 0;
      return readings;
    } catch (error) {
      this.#options.signal.throwIfAborted();
      const pause = readRetryLater(error, this.#options.clock.now());
      if (pause) {
        return allDeferred(taken, pause);
      }
      const failure = describeError(error);
      if (this.#failures === 0) {
        this.#beforeFailures = this.progress;
      }
      this.#failures += 1;
      this.#lastFailure = failure;
      if (this.#failures >= mostFailures) {
        this.error = failure;
        this.#isStopped = true;
      }
      return allFailed(this.id, taken, failure);
    }
  }

  #defer(deferred: readonly EntityReading[]): void {
    const [first] = deferred;
    if (first?.reading.status === 'deferred') {
      const { until, reason } = first.reading;
      this.pause = {
        at: boundedPause(until, this.#options.clock.now()),
        reason: reason ?? 'The source has to be left alone for now.',
      };
      this.#isStopped = true;
      this.deferredIds.push(...deferred.map(({ id }) => id));
    }
  }

  /** Facts of entities that are targets no more: no source has to be asked about that. */
  async #forget(
    passed: readonly WindowEntity[],
    taken: readonly WindowEntity[],
    previous: PreviousFacts,
    at: Date,
  ): Promise<void> {
    const targets = new Set(taken.map(({ id }) => id));
    await this.#facts.delete(
      passed
        .filter(({ id }) => previous.has(id) && !targets.has(id))
        .map(({ id }) => id),
      { observedBefore: at, at },
    );
  }

  async #write(
    passed: readonly WindowEntity[],
    readings: readonly EntityReading[],
    previous: PreviousFacts,
    observedAt: Date,
    deferred: number,
  ): Promise<void> {
    const passedOver = this.#patience.takePassedOver();
    const advance = (statuses: ReadonlyMap<number, FinalStatus>) =>
      this.progress.advanced(
        passed,
        passed.flatMap(({ id }) => {
          const status = statuses.get(id);
          return status ? [{ status, hadFact: previous.has(id) }] : [];
        }),
        deferred,
        passedOver,
      );
    if (!readings.length) {
      this.progress = advance(new Map());
      return;
    }
    const statuses = await this.#facts.write(readings, {
      observedAt,
      toCursor: found => advance(found).toCursor(),
    });
    this.progress = advance(statuses);
    if (!this.lease) {
      for (const [entityId, status] of statuses) {
        if (status === 'absent' && previous.has(entityId)) {
          this.#absentIds.push(entityId);
        }
      }
    }
  }

  async #takeBack(entityIds: readonly number[]): Promise<void> {
    const at = this.#options.clock.now();
    await this.#facts.delete(entityIds, {
      observedBefore: this.#askedAt ?? at,
      at,
    });
  }
}
