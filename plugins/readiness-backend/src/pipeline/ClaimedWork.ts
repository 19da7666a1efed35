import { LoggerService } from '@backstage/backend-plugin-api';
import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { loadEntityInputs } from '../database/operations/inputs';
import {
  maxAttempts,
  QueueClaim,
  recordFailures,
  releaseClaims,
} from '../database/operations/queue';
import { ReactionWindows } from '../database/operations/reactions';
import { retryOnConflict } from '../database/retryOnConflict';
import { ActiveScorecards } from '../definitions/ActiveScorecards';
import { prepareScorecard } from './BatchScorecard';
import {
  BatchContext,
  DefinitionsBehindError,
  requireActive,
  runBatch,
  startOfHour,
} from './EvaluationBatch';
import { findUnchanged } from './findUnchanged';
import { publicMessage } from './publicMessage';

/**
 * What work on claims needs.
 */
export interface ClaimedWorkOptions {
  knex: Knex;
  definitions: ActiveScorecards;
  /** Ids of the collectors that are connected now. */
  connected: () => ReadonlySet<string>;
  /** Of the evaluations. Undefined: the default one. */
  calendar?: BusinessCalendar;
  clock: { now(): Date };
  logger: LoggerService;
  /** How changes are gathered for those who are told of them. Undefined: nobody is told. */
  reactions?: ReactionWindows;
  /** Is told how each batch ended. */
  counted?: (counts: BatchCounts) => void;
}

/** How many claims ended how; the others were void. */
export interface BatchCounts {
  /** Off the queue. */
  completed: number;
  /** Recorded and postponed. */
  failed: number;
}

/**
 * Brings claims to an end: evaluated, postponed with a problem on record, or given back.
 */
export class ClaimedWork {
  readonly #options: ClaimedWorkOptions;

  constructor(options: ClaimedWorkOptions) {
    this.#options = options;
  }

  /**
   * Finds claimed entities that need no batch, since nothing about them has changed.
   *
   * @param trx - The transaction that holds the queue rows of the entities.
   * @param claims - What is locked.
   * @returns Keys of entities; none while this replica does not know all active versions.
   */
  async findSettled(
    trx: Knex.Transaction,
    claims: readonly QueueClaim[],
  ): Promise<ReadonlySet<number>> {
    const { definitions, calendar, clock } = this.#options;
    const scorecards = definitions.current();
    if (definitions.held().length) {
      return new Set();
    }
    try {
      await requireActive(trx, scorecards);
    } catch (error) {
      if (error instanceof DefinitionsBehindError) {
        return new Set();
      }
      throw error;
    }
    const connected = this.#options.connected();
    return findUnchanged(trx, claims, {
      prepared: scorecards.map(active =>
        prepareScorecard(active, connected, calendar),
      ),
      hour: startOfHour(clock.now()),
    });
  }

  /**
   * Gives claims back, for others or for later.
   *
   * @param claims - Claims of this worker that no batch has begun with.
   */
  async release(claims: readonly QueueClaim[]): Promise<void> {
    if (claims.length) {
      const { knex, clock } = this.#options;
      await retryOnConflict(() =>
        releaseClaims(knex, { claims, now: clock.now() }),
      );
    }
  }

  /**
   * Runs the batch of some claims.
   *
   * @param claims - Claims of this worker.
   * @param wait - Wait for rows that others hold, instead of leaving them to them.
   * @returns What became of them; undefined when this replica must wait for definitions:
   *   the claims are given back then.
   * @throws What the database throws when not even a failure can be recorded.
   */
  async process(
    claims: readonly QueueClaim[],
    wait: boolean,
  ): Promise<BatchCounts | undefined> {
    const { clock, definitions, logger } = this.#options;
    const able = await this.#withoutQuarantined(claims);
    const quarantined = claims.length - able.length;
    if (!able.length) {
      return { completed: 0, failed: quarantined };
    }
    const context: BatchContext = {
      scorecards: definitions.current(),
      held: definitions.held(),
      connected: this.#options.connected(),
      calendar: this.#options.calendar,
      now: clock.now(),
      wait,
      reactions: this.#options.reactions,
    };
    try {
      const { completed, failed } = await this.#runOrSplit(able, context);
      const counts = { completed, failed: failed + quarantined };
      this.#options.counted?.(counts);
      return counts;
    } catch (error) {
      if (error instanceof DefinitionsBehindError) {
        logger.debug(error.message);
        await this.release(able);
        return undefined;
      }
      throw error;
    }
  }

  /** Which entity is to blame when the database refuses a batch? Each is tried alone. */
  async #runOrSplit(
    claims: readonly QueueClaim[],
    context: BatchContext,
  ): Promise<BatchCounts> {
    try {
      return await this.#run(claims, context);
    } catch (error) {
      if (error instanceof DefinitionsBehindError) {
        throw error;
      }
      const message = publicMessage(error);
      if (claims.length === 1) {
        await this.#recordFailure(claims[0], message, context.now);
        return { completed: 0, failed: 1 };
      }
      this.#options.logger.warn(
        `A batch of ${claims.length} entities could not be stored, each is tried alone: ${message}`,
      );
    }
    const sum = { completed: 0, failed: 0 };
    for (const claim of claims) {
      const { completed, failed } = await this.#runOrSplit([claim], context);
      sum.completed += completed;
      sum.failed += failed;
    }
    return sum;
  }

  async #run(
    claims: readonly QueueClaim[],
    context: BatchContext,
  ): Promise<BatchCounts> {
    const { knex, logger } = this.#options;
    const { completed, failures, passedOver } = await retryOnConflict(() =>
      runBatch(knex, claims, context),
    );
    // Some are void; others were held for a moment by whoever looked at them, and need not wait for the lease.
    await this.release(passedOver);
    for (const { entityRef, message } of failures) {
      logger.warn(`Could not evaluate ${entityRef}: ${message}`);
    }
    return { completed, failed: failures.length };
  }

  /** Postpones entities whose attempts all ended without a word, and returns the others. */
  async #withoutQuarantined(
    claims: readonly QueueClaim[],
  ): Promise<QueueClaim[]> {
    const silent = (claim: QueueClaim) =>
      claim.attempts > maxAttempts && !claim.hasFailed;
    for (const claim of claims.filter(silent)) {
      await this.#recordFailure(
        claim,
        'Evaluation ended several times without an answer.',
        this.#options.clock.now(),
      );
    }
    return claims.filter(claim => !silent(claim));
  }

  async #recordFailure(claim: QueueClaim, message: string, now: Date) {
    const { knex } = this.#options;
    const entities = await loadEntityInputs(knex, {
      entityIds: [claim.entityId],
    });
    const entityRef =
      entities.get(claim.entityId)?.ref ?? `entity ${claim.entityId}`;
    const failures = [{ claim, entityRef, message }];
    await retryOnConflict(() =>
      knex.transaction(trx => recordFailures(trx, { failures, now })),
    );
    this.#options.logger.warn(`Could not evaluate ${entityRef}: ${message}`);
  }
}
