import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { EvaluationQueueRow } from '../../tables';
import { idSet } from '../bulk';
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
  /** The one claim is an entity that may have ended the process before. */
  isSuspect: boolean;
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
  // Mostly nothing is due, and then a look is one statement.
  const due = await rawRows(
    knex,
    `select 1 from evaluation_queue where next_at <= ? and stratum <= ? limit 1`,
    [options.now.getTime(), options.upTo ?? 2],
  );
  return due.length
    ? knex.transaction(trx => claim(trx, options))
    : { claims: [], settled: 0, isSuspect: false };
}

async function claim(
  trx: Knex.Transaction,
  options: ClaimOptions,
): Promise<ClaimedBatch> {
  const usual = await lockDue(trx, options, `attempts < ${suspectAttempts}`);
  if (usual.length) {
    const found = await options.findSettled?.(trx, usual);
    const settled = usual.filter(({ entityId }) => found?.has(entityId));
    await remove(trx, settled);
    const claims = usual.filter(({ entityId }) => !found?.has(entityId));
    return {
      claims: await lease(trx, claims, options),
      settled: settled.length,
      isSuspect: false,
    };
  }
  const suspects =
    options.suspects === false
      ? []
      : await lockDue(
          trx,
          { ...options, limit: 1 },
          `attempts >= ${suspectAttempts}`,
        );
  return {
    claims: await lease(trx, suspects, options),
    settled: 0,
    isSuspect: suspects.length > 0,
  };
}

/** Rows that were locked as they were read: none of their tickets can be another one by now. */
async function remove(
  trx: Knex.Transaction,
  claims: readonly QueueClaim[],
): Promise<void> {
  if (claims.length) {
    const chosen = idSet(
      trx,
      'entity_id',
      claims.map(({ entityId }) => entityId),
    );
    await rawRows(
      trx,
      `delete from evaluation_queue where ${chosen.sql}`,
      chosen.bindings,
    );
  }
}

async function lease(
  trx: Knex.Transaction,
  claims: readonly QueueClaim[],
  { now, leaseMs }: ClaimOptions,
): Promise<QueueClaim[]> {
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
      [now.getTime() + leaseMs, ...chosen.bindings],
    );
  }
  return claims.map(it => ({ ...it, attempts: it.attempts + 1 }));
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
