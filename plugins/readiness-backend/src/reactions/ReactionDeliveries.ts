/**
 * Telling others what changed, by any number of replicas.
 *
 * # Model
 *
 * An evaluation notes in the transaction that writes it that something changed (`reaction_outbox`: one
 * row for each topic, version of a scorecard, owner set and window of time). When the window is over,
 * some replica *sorts* the row: takes it away and stores a *delivery* for each reaction that wants it,
 * in one transaction. Deliveries are claimed for the time of a lease, made, and deleted.
 *
 * # Guarantees
 *
 * - *No evaluation waits or is undone*, whatever becomes of its reactions.
 * - *Nothing is lost*: killed anywhere, what changed is in the outbox or is a delivery. A row to which
 *   a batch is adding is not taken before that batch is committed.
 * - *Once, or twice in the same words' place*: whoever is killed between telling and deleting lets
 *   another one tell it again, with the same key, from which receivers know it.
 * - *Each by itself*: a delivery that fails is tried again later and later; after `maxAttempts` it is
 *   put aside with its error, which is a problem on record, for two weeks. The others go on.
 * - *Not too late*: what happened longer ago than `maximumAgeMs` is dropped, so that neither a long
 *   outage nor a replay of the past tells of what nobody can act on.
 *
 * Not guaranteed is any order.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setTimeout } from 'timers/promises';
import { replaceProblems } from '../database/operations/problems';
import {
  claimDeliveries,
  ClaimedDelivery,
  completeDelivery,
  deleteStaleDeliveries,
  listDeliveriesPutAside,
  postponeDelivery,
  putDeliveryAside,
} from '../database/operations/reactions';
import { retryOnConflict } from '../database/retryOnConflict';
import { Reaction } from './Reaction';
import { sortOutbox } from './sortOutbox';
import { tellError } from './tellError';

const defaultLeaseMs = 60_000;
const defaultTimeoutMs = 20_000;
const defaultPollMs = 2_000;
const longestPauseMs = 60_000;
const firstPauseMs = 5_000;
const longestRetryMs = 3_600_000;
const tidyMs = 3_600_000;
const keptAsideMs = 14 * 86_400_000;
const sortedAtOnce = 500;
/** Deliveries that one process makes at the same time. */
export const toldAtOnce = 10;
const shownProblems = 50;
const reporter = 'reactions';

/** After so many attempts a delivery is put aside: some hours. */
export const maxAttempts = 12;

/** What {@link ReactionDeliveries} needs. */
export interface ReactionDeliveriesOptions {
  knex: Knex;
  reactions: readonly Reaction[];
  clock: { now(): Date };
  logger: LoggerService;
  /** What happened longer ago is dropped. */
  maximumAgeMs: number;
  /** Stores deliveries that come by the clock; called whenever there is nothing else to do. */
  plan?: (now: Date) => Promise<void>;
  /** How long a claim lasts. Default: a minute. */
  leaseMs?: number;
  /** How long one delivery may take; shorter than the lease. Default: 20 seconds. */
  timeoutMs?: number;
  /** Pause of the loop when nothing is due. Default: two seconds. */
  pollMs?: number;
}

/** Works off the outbox. */
export class ReactionDeliveries {
  readonly #options: ReactionDeliveriesOptions;
  readonly #reactions: ReadonlyMap<string, Reaction>;
  #tidiedAt = -Infinity;

  constructor(options: ReactionDeliveriesOptions) {
    this.#options = options;
    this.#reactions = new Map(options.reactions.map(each => [each.id, each]));
  }

  /**
   * Works until the signal; an outage of the database is waited out.
   *
   * @param options - `signal`: ends the loop after the deliveries at hand.
   */
  async start(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    const { pollMs = defaultPollMs, logger } = this.#options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.drain({ signal });
        failures = 0;
      } catch (error) {
        failures += 1;
        logger.error(
          `Telling of changes stopped and goes on later: ${tellError(error)}`,
        );
      }
      try {
        await setTimeout(
          Math.min(pollMs * 2 ** Math.min(failures, 10), longestPauseMs),
          undefined,
          { signal },
        );
      } catch {
        // The signal ends the pause.
      }
    }
  }

  /**
   * Sorts and tells all that is due now.
   *
   * @returns How many deliveries were made.
   * @throws What the database throws.
   */
  async drain(options: { signal?: AbortSignal } = {}): Promise<number> {
    const { knex, clock, plan, maximumAgeMs } = this.#options;
    let told = 0;
    let sorted = sortedAtOnce;
    while (sorted === sortedAtOnce && !options.signal?.aborted) {
      sorted = await sortOutbox(knex, {
        reactions: this.#options.reactions,
        now: clock.now(),
        limit: sortedAtOnce,
        maximumAgeMs,
      });
    }
    await plan?.(clock.now());
    while (!options.signal?.aborted) {
      const claimed = await this.#claim();
      const made = await Promise.all(claimed.map(each => this.#make(each)));
      told += made.filter(Boolean).length;
      if (made.includes(false)) {
        await this.#recordProblems();
      }
      if (claimed.length < toldAtOnce) {
        break;
      }
    }
    await this.#tidy();
    return told;
  }

  #claim(): Promise<ClaimedDelivery[]> {
    const { knex, clock, leaseMs = defaultLeaseMs } = this.#options;
    return retryOnConflict(() =>
      claimDeliveries(knex, {
        now: clock.now(),
        reactions: [...this.#reactions.keys()],
        leaseMs,
        limit: toldAtOnce,
      }),
    );
  }

  /** @returns undefined where it will be tried again, false where it was put aside */
  async #make(delivery: ClaimedDelivery): Promise<boolean | undefined> {
    const { knex, clock, maximumAgeMs } = this.#options;
    const reaction = this.#reactions.get(delivery.reaction);
    const age = clock.now().getTime() - delivery.windowAt;
    if (!reaction || age > maximumAgeMs) {
      await retryOnConflict(() => completeDelivery(knex, delivery));
      return undefined;
    }
    if (delivery.attempts > maxAttempts) {
      return this.#fail(
        delivery,
        new Error('It was tried several times without an answer'),
      );
    }
    try {
      await this.#withinTime(reaction.deliver(delivery));
    } catch (error) {
      return this.#fail(delivery, error);
    }
    await retryOnConflict(() => completeDelivery(knex, delivery));
    return true;
  }

  async #withinTime(work: Promise<void>): Promise<void> {
    const { timeoutMs = defaultTimeoutMs } = this.#options;
    const timer = new AbortController();
    try {
      await Promise.race([
        work,
        setTimeout(timeoutMs, undefined, { signal: timer.signal }).then(() => {
          throw new Error(`There was no answer within ${timeoutMs} ms`);
        }),
      ]);
    } finally {
      timer.abort();
    }
  }

  async #fail(
    delivery: ClaimedDelivery,
    cause: unknown,
  ): Promise<false | undefined> {
    const { knex, clock, logger } = this.#options;
    const error = tellError(cause);
    const now = clock.now();
    if (delivery.attempts < maxAttempts) {
      const pause = Math.min(
        firstPauseMs * 2 ** (delivery.attempts - 1),
        longestRetryMs,
      );
      const until = new Date(now.getTime() + pause);
      await retryOnConflict(() =>
        postponeDelivery(knex, { ...delivery, error, until }),
      );
      return undefined;
    }
    await retryOnConflict(() =>
      putDeliveryAside(knex, { ...delivery, error, at: now }),
    );
    logger.warn(`Gave up telling of ${delivery.topic}: ${error}`);
    return false;
  }

  /** Once an hour: deletes what was put aside long ago, or is of reactions that are off, and its problems. */
  async #tidy(): Promise<void> {
    const { knex, clock } = this.#options;
    const now = clock.now().getTime();
    if (now - this.#tidiedAt < tidyMs) {
      return;
    }
    this.#tidiedAt = now;
    const before = new Date(now - keptAsideMs);
    await retryOnConflict(() => deleteStaleDeliveries(knex, { before }));
    await this.#recordProblems();
  }

  async #recordProblems(): Promise<void> {
    const { knex, clock } = this.#options;
    const aside = await listDeliveriesPutAside(knex, { limit: shownProblems });
    await retryOnConflict(() =>
      replaceProblems(knex, {
        reporter,
        entityIds: null,
        problems: aside.map(({ reaction, topic, subject, ...rest }) => ({
          subject: 'reaction' as const,
          name: reaction,
          entityId: null,
          message: `${topic}${subject && ` for ${subject}`}${
            rest.scorecard && ` of '${rest.scorecard}'`
          } could not be told and was given up: ${rest.lastError}`,
        })),
        at: clock.now(),
      }),
    );
  }
}
