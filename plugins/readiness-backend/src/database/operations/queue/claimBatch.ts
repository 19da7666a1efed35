import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { EvaluationQueueRow } from '../../tables';
import { idSet } from '../bulk';
import { completeClaims } from './completeClaims';
import { QueueClaim, QueueStratum, suspectAttempts } from './QueueClaim';

/** Which claims are taken, and for how long. */
export interface ClaimOptions {
  now: Date;
  /** After so long others may take the entities. */
  leaseMs: number;
  /** Most entities. */
  limit: number;
  /** The highest stratum. Default: all. */
  upTo?: QueueStratum;
  /** May an entity be taken that may have ended the process before? Default true. */
  suspects?: boolean;
  /**
   * Finds the entities for which nothing is to be done. These leave the queue in the transaction that locks
   * them, and are not among the claims.
   *
   * @returns Keys of them.
   */
  findSettled?: (
    trx: Knex.Transaction,
    claims: readonly QueueClaim[],
  ) => Promise<ReadonlySet<number>>;
}

/** What a look into the queue came to. */
export interface ClaimedBatch {
  /** In claiming order. */
  claims: QueueClaim[];
  /** How many entities left the queue at once. */
  settled: number;
}

/**
 * Takes the entities that are due, in the order (stratum, owner set, entity), all of the lowest
 * stratum in which one is due, for as long as the lease. Neighbours in this order share
 * counters, so that a batch touches few of them. One transaction; on PostgreSQL it passes over
 * rows that somebody else is claiming.
 *
 * An entity whose earlier attempts all ended without a word (the process was killed) is taken
 * alone, after all others.
 *
 * @param knex - Not a transaction: the claim must be committed before work begins.
 * @param options - See {@link ClaimOptions}.
 * @returns Without claims and with none settled when nothing is due.
 */
export async function claimBatch(
  knex: Knex,
  options: ClaimOptions,
): Promise<ClaimedBatch> {
  const usual = await claim(knex, options, `attempts < ${suspectAttempts}`);
  return usual.claims.length || usual.settled || options.suspects === false
    ? usual
    : claim(
        knex,
        { ...options, limit: 1, findSettled: undefined },
        `attempts >= ${suspectAttempts}`,
      );
}

async function claim(
  knex: Knex,
  options: ClaimOptions,
  condition: string,
): Promise<ClaimedBatch> {
  return knex.transaction(async trx => {
    const locked = await lockDue(trx, options, condition);
    if (!locked.length) {
      return { claims: [], settled: 0 };
    }
    const found = await options.findSettled?.(trx, locked);
    const settled = locked.filter(({ entityId }) => found?.has(entityId));
    const claims = locked.filter(({ entityId }) => !found?.has(entityId));
    if (settled.length) {
      await completeClaims(trx, { claims: settled });
    }
    if (claims.length) {
      const chosen = idSet(
        trx,
        'entity_id',
        claims.map(({ entityId }) => entityId),
      );
      await rawRows(
        trx,
        `update evaluation_queue set next_at = ?, attempts = attempts + 1
         where ${chosen.sql}`,
        [options.now.getTime() + options.leaseMs, ...chosen.bindings],
      );
    }
    return {
      claims: claims.map(it => ({ ...it, attempts: it.attempts + 1 })),
      settled: settled.length,
    };
  });
}

/** Due rows, read along the index of owners, so that the length of the queue does not matter. */
async function lockDue(
  trx: Knex.Transaction,
  { now, limit, upTo = 2 }: ClaimOptions,
  condition: string,
): Promise<QueueClaim[]> {
  const rows = await rawRows<EvaluationQueueRow>(
    trx,
    `select stratum, entity_id, ticket, attempts, last_error
     from evaluation_queue
     where next_at <= ? and stratum <= ? and ${condition}
     order by stratum, owner_set_id, entity_id
     limit ? ${databaseCapabilities(trx).skipLocked}`,
    [now.getTime(), upTo, limit],
  );
  return rows
    .filter(({ stratum }) => stratum === rows[0].stratum)
    .map(row => ({
      stratum: row.stratum,
      entityId: row.entity_id,
      ticket: row.ticket,
      attempts: row.attempts,
      hasFailed: row.last_error !== null,
    }));
}
