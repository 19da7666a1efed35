/**
 * Evaluation of entities that wait, by any number of workers in any number of replicas.
 *
 * # Model
 *
 * `evaluation_queue` holds at most one row per entity. *Marking* an entity (in the transaction
 * that changes a fact, an owner or a definition, or after it) writes the row with a new ticket.
 * A worker works in two transactions:
 *
 * 1. *Claim*: locks due rows, enough for several batches. Entities of which digests tell that nothing has
 *    changed (`findUnchanged`) leave the queue at once; of the others it counts an attempt, and moves their
 *    time forward by a lease.
 * 2. *Batch*: locks the rows whose ticket still is the claimed one (and skips those that
 *    another worker holds), then reads facts and stored results, evaluates, writes the
 *    differences, deletes the queue rows, and adds net differences to the counters.
 *
 * On PostgreSQL a process has two workers, so that one batch is evaluated while the other is written.
 *
 * One evaluation answers all checks of an entity, whichever facts they read. The stratum of a row
 * says when its turn comes: entities of which something was observed in 0; those whose
 * dependencies have changed in 1; Groups and Templates in 2. When nothing of a stratum is due,
 * the facts that the next one reads are derived (`DerivedFacts`), which may enqueue more.
 *
 * # Guarantees
 *
 * - *One writer per entity.* Results of an entity are written only under the lock of its queue
 *   row, and what is stored is read after the lock. So differences, and with them the counters,
 *   are exact: at every commit each counter is the sum over stored results.
 * - *Nothing is lost.* A marking that comes while the entity is being evaluated, or compared, waits
 *   for the lock and then makes a new row; one that comes between claim and batch changes the ticket,
 *   and the claim is void. Whatever was written before a marking is seen by an evaluation
 *   after it.
 * - *Killed anywhere, the same in the end.* A batch is all or nothing. A claim without a batch
 *   comes back after the lease. Evaluations see the UTC hour and nothing else of the clock,
 *   hence a repetition in the same hour writes what the first one would have written.
 * - *Once stored, no write.* Equal inputs in the time of validity are recognised by hash, and mostly
 *   without reading more than hashes: nothing is evaluated, nothing but the queue row is touched. It is
 *   told under the lock of that row, as if it had been evaluated then.
 * - *One broken entity stops nobody.* An entity whose evaluation throws is recorded and
 *   postponed while its batch goes on. If the database refuses a batch, its entities are
 *   written one by one. An entity that may have ended the process is claimed alone, while no other
 *   batch of this process runs, and put into quarantine (once a day, problem on record) after `maxAttempts`.
 * - *Versions do not mix.* The batch compares the active versions in the database with those
 *   it knows and writes nothing if they differ. A version that this replica cannot read is left to
 *   others: the other scorecards are evaluated, and the entity stays on the queue for two minutes. A new version takes the place of the old one
 *   entity by entity, counters included; until then a reader of the new version sees the
 *   entity as waiting.
 *
 * # What is not guaranteed
 *
 * - Order between entities. A stratum is claimed only when nothing of a lower one is due, which
 *   does not wait for batches that are still running.
 * - Exactly one evaluation: an entity can be evaluated twice, with equal results.
 * - Times finer than an hour: what flips at 10:30 is seen at 11:00.
 * - A cause for each of several things that changed between two evaluations; one is named.
 */
import { setTimeout } from 'timers/promises';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import {
  claimBatch,
  ClaimedBatch,
  claimEntities,
  markDueByClock,
  markForEvaluation,
  QueueClaim,
  QueueStratum,
} from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { ClaimBuffer } from './ClaimBuffer';
import { ClaimedWork, ClaimedWorkOptions } from './ClaimedWork';
import { startOfHour } from './EvaluationBatch';
import { publicMessage } from './publicMessage';

const defaultLeaseMs = 120_000;
const defaultPollMs = 1_000;
const longestPauseMs = 60_000;
const roundsNow = 3;

/**
 * Options of {@link EvaluationPipeline}.
 */
export interface EvaluationPipelineOptions extends ClaimedWorkOptions {
  /**
   * Writes the facts that a stratum reads of lower ones, called when nothing of these is due.
   * Default: there are none.
   */
  derive?: (stratum: 1 | 2) => Promise<unknown>;
  /** Entities per transaction; never more than the database's own bound. */
  batchSize?: number;
  /** How long a claim lasts. Default 2 minutes. */
  leaseMs?: number;
  /** Pause of the loop when nothing is due. Default 1 second. */
  pollMs?: number;
}

/** What came out of some claims. */
interface WorkDone {
  completed: number;
  failed: number;
  /** Other versions are active than those known here. */
  isBehind: boolean;
}

/**
 * Works off the evaluation queue.
 */
export class EvaluationPipeline {
  readonly #options: EvaluationPipelineOptions;
  readonly #batchSize: number;
  readonly #claimSize: number;
  readonly #workers: number;
  readonly #leaseMs: number;
  readonly #work: ClaimedWork;

  constructor(options: EvaluationPipelineOptions) {
    const { batchSize, claimSize, workers } = databaseCapabilities(
      options.knex,
    );
    this.#options = options;
    this.#batchSize = Math.max(
      1,
      Math.min(options.batchSize ?? batchSize, batchSize),
    );
    this.#claimSize = Math.ceil((claimSize / batchSize) * this.#batchSize);
    this.#workers = workers;
    this.#leaseMs = options.leaseMs ?? defaultLeaseMs;
    this.#work = new ClaimedWork(options);
  }

  /**
   * Works until the signal; an outage of the database is waited out.
   *
   * @param options - `signal`: ends the loop after the batch at hand.
   */
  async start(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    const pollMs = this.#options.pollMs ?? defaultPollMs;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.drain({ signal });
        failures = 0;
      } catch (error) {
        failures += 1;
        this.#options.logger.error(
          `Evaluation stopped and goes on later: ${publicMessage(error)}`,
        );
      }
      await pause(
        Math.min(pollMs * 2 ** Math.min(failures, 10), longestPauseMs),
        signal,
      );
    }
  }

  /**
   * Works off all that is due now, what the clock made due included.
   *
   * @param options - `signal`: stops after the batch at hand.
   * @returns How many entities were taken off the queue.
   * @throws What the database throws when nothing can be written.
   */
  async drain(options: { signal?: AbortSignal } = {}): Promise<number> {
    const { knex, clock } = this.#options;
    let completed = 0;
    let askedClock = false;
    let upTo: QueueStratum = 0;
    while (!options.signal?.aborted) {
      const done = await this.#workOff(upTo, options.signal);
      completed += done.completed;
      if (done.isBehind) {
        break;
      }
      if (done.completed || done.failed) {
        // What was answered now, others may have to know before it is the turn of Groups.
        upTo = 0;
      } else if (!askedClock) {
        // Last, when little waits: what is waiting anyway need not be looked for.
        const now = clock.now();
        await retryOnConflict(() =>
          markDueByClock(knex, { hour: startOfHour(now), at: now }),
        );
        askedClock = true;
      } else if (upTo === 2) {
        break;
      } else {
        upTo = upTo === 0 ? 1 : 2;
        await this.#options.derive?.(upTo);
      }
    }
    return completed;
  }

  /** Works, with all workers, until nothing is due. */
  async #workOff(
    upTo: QueueStratum,
    signal: AbortSignal | undefined,
  ): Promise<WorkDone> {
    const done: WorkDone = { completed: 0, failed: 0, isBehind: false };
    const claims = new ClaimBuffer(
      suspects => this.#claim(upTo, suspects),
      this.#batchSize,
    );
    const work = async () => {
      let goesOn = true;
      while (goesOn && !signal?.aborted && !done.isBehind) {
        goesOn = await claims.takeNext(batch => this.#process(batch, done));
      }
    };
    const ends = await Promise.allSettled(
      Array.from({ length: this.#workers }, work),
    );
    done.completed += claims.settled;
    const release = () => this.#work.release(claims.close());
    const failed = ends.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') {
      // Where that fails too, others take them after the lease.
      await release().catch(() => undefined);
      throw failed.reason;
    }
    await release();
    return done;
  }

  async #process(claims: readonly QueueClaim[], done: WorkDone): Promise<void> {
    const counts = await this.#work.process(claims, false);
    done.completed += counts?.completed ?? 0;
    done.failed += counts?.failed ?? 0;
    done.isBehind ||= counts === undefined;
    // Readers of a synchronous database get their turn between batches.
    await new Promise(resolve => setImmediate(resolve));
  }

  #claim(upTo: QueueStratum, suspects: boolean): Promise<ClaimedBatch> {
    const { knex, clock } = this.#options;
    return retryOnConflict(() =>
      claimBatch(knex, {
        now: clock.now(),
        leaseMs: this.#leaseMs,
        limit: this.#claimSize,
        upTo,
        suspects,
        findSettled: (trx, locked) => this.#work.findSettled(trx, locked),
      }),
    );
  }

  /**
   * Evaluates some entities at once, whether or not they wait: for a person who
   * asked. Returns when the results are stored; an entity that cannot be evaluated
   * is recorded as a problem, as always.
   *
   * @param entityIds - Keys of `entities`; unknown ones are ignored.
   */
  async evaluateNow(entityIds: number[]): Promise<void> {
    const { knex, clock } = this.#options;
    for (let from = 0; from < entityIds.length; from += this.#batchSize) {
      const chunk = entityIds.slice(from, from + this.#batchSize);
      const now = clock.now();
      await retryOnConflict(() =>
        markForEvaluation(knex, { entityIds: chunk, at: now }),
      );
      // Again where somebody marked an entity between claim and batch.
      for (let round = 0; round < roundsNow; round++) {
        const claims = await retryOnConflict(() =>
          claimEntities(knex, {
            entityIds: chunk,
            now,
            leaseMs: this.#leaseMs,
          }),
        );
        const done = claims.length && (await this.#work.process(claims, true));
        if (!done || done.completed + done.failed === claims.length) {
          break;
        }
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // The signal ends the pause.
  }
}
