/**
 * Runs collectors: over all entities, or over some.
 *
 * A run over all entities belongs to one replica at a time, by a lease on its row in
 * `collector_runs`, where its cursor is, too: whoever claims a run that was paused or killed goes on
 * from there. Collectors of the same source go through the entities together.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  readCollectorRun,
  releaseCollectorRun,
} from '../../database/operations/collectors';
import { FactProjection } from '../../database/operations/facts';
import { RequestBudgets, RequestPurpose } from '../budget';
import { CollectorSet } from '../CollectorSet';
import { describeError } from '../problems';
import { collectorSignature, RegisteredCollector } from '../registerCollectors';
import { CollectionPass } from './CollectionPass';
import { CollectorLease } from './CollectorLease';
import { CollectorRun } from './CollectorRun';
import { finishRun } from './finishRun';
import { ClaimedCollector, SourceClaims } from './SourceClaims';
import { FactsChanged } from './writeObservations';

/** What {@link CollectionRuns} needs. */
export interface CollectionRunsOptions {
  knex: Knex;
  collectors: CollectorSet;
  /** Undefined: requests are not counted. */
  budgets?: RequestBudgets;
  clock: { now(): Date };
  logger: LoggerService;
  /** Hears of changed facts. Default: nobody does. */
  changed?: FactsChanged;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
}

/** Entities that a collector put off, and until when. */
export interface DeferredEntities {
  collector: string;
  entityIds: readonly number[];
  until: Date;
}

/** @see CollectionRuns.ts */
export class CollectionRuns {
  readonly #options: CollectionRunsOptions;
  readonly #claims: SourceClaims;

  constructor(options: CollectionRunsOptions) {
    this.#options = options;
    this.#claims = new SourceClaims(options);
  }

  /**
   * Takes a collector through all entities, with those of its source that are due as well, unless it
   * is not due or runs elsewhere.
   *
   * @param options - `force`: also where it is not due.
   * @throws NotFoundError for one that is not there; what the database throws.
   */
  async runAll(
    id: string,
    options: { signal: AbortSignal; force: boolean },
  ): Promise<void> {
    const { collectors } = this.#options;
    const registered = collectors.get(id);
    const claimed = await this.#claims.claim({
      ...options,
      registered,
      others: collectors.ofSameSource(registered),
    });
    if (claimed.length) {
      await this.#runClaimed(claimed);
    }
  }

  /**
   * Takes a collector through some entities as an aside of its regular runs, unless it runs elsewhere. A
   * run that is paused stays as it is.
   *
   * @param entityIds - By ascending key.
   * @returns Those that were put off, or could not be looked at while a run is paused.
   * @throws NotFoundError for one that is not there; what the database throws.
   */
  async runAside(
    id: string,
    entityIds: readonly number[],
    options: { signal: AbortSignal },
  ): Promise<DeferredEntities | undefined> {
    const { knex, clock, collectors } = this.#options;
    const registered = collectors.get(id);
    const before = await readCollectorRun(knex, { collector: id });
    const lease = await CollectorLease.claim(knex, {
      ...options,
      collector: id,
      clock,
      signature: collectorSignature(registered),
      lastStartedAt: before.startedAt,
    });
    if (!lease) {
      return undefined;
    }
    try {
      const { runs, broken } = await this.#pass([registered], {
        signal: lease.signal,
        entityIds,
        purpose: 'schedule',
      });
      const [run] = runs;
      if (broken.has(run)) {
        throw broken.get(run);
      }
      const { startedAt } = lease;
      const isPaused = before.status === 'paused';
      if (run.error && !isPaused) {
        await finishRun(knex, { run, lease, now: clock.now() });
        return undefined;
      }
      const putOff =
        run.error && before.nextAt
          ? { collector: id, entityIds, until: before.nextAt }
          : toDeferred(run);
      await releaseCollectorRun(knex, {
        collector: id,
        startedAt,
        before,
        lastEntityId: putOff
          ? Math.min(...putOff.entityIds) - 1
          : Math.max(...entityIds),
      });
      return putOff;
    } finally {
      lease.end();
    }
  }

  /**
   * Takes collectors through some entities, whether or not they run; one that fails is logged.
   *
   * @param options - `collectors`: ids, those that are not there are passed over; `purpose`: whose
   *   part of the request budgets it uses.
   * @returns What was put off.
   */
  async observe(
    entityIds: readonly number[],
    options: {
      collectors: readonly string[];
      signal: AbortSignal;
      purpose: RequestPurpose;
    },
  ): Promise<DeferredEntities[]> {
    const bySource = new Map<string, RegisteredCollector[]>();
    for (const registered of this.#options.collectors.find(
      options.collectors,
    )) {
      const { id, source = `collector ${id}` } = registered.collector;
      bySource.set(source, [...(bySource.get(source) ?? []), registered]);
    }
    const passes = await Promise.all(
      [...bySource.values()].map(async members => {
        try {
          const pass = await this.#pass(members, { ...options, entityIds });
          return pass.runs;
        } catch (error) {
          this.#warn(members[0].collector.id, describeError(error));
          return [];
        }
      }),
    );
    return passes.flat().flatMap(run => toDeferred(run) ?? []);
  }

  async #runClaimed(claimed: readonly ClaimedCollector[]): Promise<void> {
    const { knex, clock, logger, budgets } = this.#options;
    const budget = budgets?.open('schedule');
    try {
      const runs = claimed.map(
        ({ registered, lease }) =>
          new CollectorRun({
            ...this.#options,
            registered,
            lease,
            signal: lease.signal,
            budget,
          }),
      );
      const broken = await new CollectionPass({ knex, runs }).run();
      for (const run of runs) {
        const { lease } = run;
        if (lease && !broken.has(run)) {
          this.#warn(run.id, run.error);
          if (run.pause) {
            logger.info(
              `Collector '${
                run.id
              }' goes on at ${run.pause.at.toISOString()}: ${run.pause.reason}`,
            );
          }
          await finishRun(knex, { run, lease, now: clock.now() });
        }
      }
      for (const error of broken.values()) {
        throw error;
      }
    } finally {
      claimed.forEach(({ lease }) => lease.end());
      await budget?.close();
    }
  }

  async #pass(
    members: readonly RegisteredCollector[],
    options: {
      entityIds: readonly number[];
      signal: AbortSignal;
      purpose: RequestPurpose;
    },
  ): Promise<{
    runs: CollectorRun[];
    broken: ReadonlyMap<CollectorRun, unknown>;
  }> {
    const { knex, budgets } = this.#options;
    const budget = budgets?.open(options.purpose);
    try {
      const runs = members.map(
        registered =>
          new CollectorRun({
            ...this.#options,
            registered,
            signal: options.signal,
            budget,
          }),
      );
      const { entityIds } = options;
      const broken = await new CollectionPass({ knex, runs, entityIds }).run();
      for (const run of runs) {
        const error = broken.get(run);
        this.#warn(run.id, error ? describeError(error) : run.error);
      }
      return { runs, broken };
    } finally {
      await budget?.close();
    }
  }

  #warn(collector: string, error: string | undefined): void {
    if (error) {
      this.#options.logger.warn(`Collector '${collector}' failed: ${error}`);
    }
  }
}

function toDeferred(run: CollectorRun): DeferredEntities | undefined {
  return run.pause && run.deferredIds.length
    ? {
        collector: run.id,
        entityIds: run.deferredIds,
        until: run.pause.at,
      }
    : undefined;
}
