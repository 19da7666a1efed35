import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { ReactionDeliveriesRow, StoredNumber } from '../../tables';
import { textSet } from '../bulk';
import { plannedTopic } from './planDigests';

/** A delivery that this process holds. */
export interface ClaimedDelivery {
  id: number;
  reaction: string;
  topic: string;
  subject: string;
  scorecard: string;
  version: number;
  /** Epoch ms. */
  windowAt: number;
  changes: string;
  changeCount: number;
  /** This one included. */
  attempts: number;
  ticket: string;
}

/** A delivery that was given up. */
export interface DeliveryPutAside {
  reaction: string;
  topic: string;
  subject: string;
  scorecard: string;
  lastError: string;
}

/**
 * Takes deliveries that are due, for as long as the lease. One statement; on PostgreSQL it passes over
 * those that somebody else is taking.
 *
 * @param knex - Not a transaction: the claim must be committed before anything is told.
 * @param options - `reactions`: ids of those that are on in this process.
 */
export async function claimDeliveries(
  knex: Knex,
  options: {
    now: Date;
    reactions: readonly string[];
    leaseMs: number;
    limit: number;
  },
): Promise<ClaimedDelivery[]> {
  const now = options.now.getTime();
  const known = textSet(knex, 'reaction', options.reactions);
  const ticket = randomUUID();
  const rows = await rawRows<ReactionDeliveriesRow>(
    knex,
    `with due as materialized (
       select id from reaction_deliveries
       where next_at <= ? and put_aside_at is null and ${known.sql}
       order by next_at, id
       limit ? ${databaseCapabilities(knex).skipLocked}
     )
     update reaction_deliveries
     set next_at = ?, attempts = attempts + 1, ticket = ?
     where id in (select id from due)
     returning *`,
    [now, ...known.bindings, options.limit, now + options.leaseMs, ticket],
  );
  return rows
    .map(row => ({
      id: Number(row.id),
      reaction: row.reaction,
      topic: row.topic,
      subject: row.subject,
      scorecard: row.scorecard,
      version: row.version,
      windowAt: Number(row.window_at),
      changes: row.changes,
      changeCount: row.change_count,
      attempts: row.attempts,
      ticket,
    }))
    .sort((a, b) => a.id - b.id);
}

/** Which delivery, and who holds it. */
type Held = Pick<ClaimedDelivery, 'id' | 'ticket'>;

/** Deletes a delivery that was made, unless more was added meanwhile. One statement. */
export async function completeDelivery(knex: Knex, held: Held): Promise<void> {
  await rawRows(
    knex,
    'delete from reaction_deliveries where id = ? and ticket = ?',
    [held.id, held.ticket],
  );
}

/** Lets a delivery that failed be tried again. One statement. */
export async function postponeDelivery(
  knex: Knex,
  options: Held & { error: string; until: Date },
): Promise<void> {
  await rawRows(
    knex,
    `update reaction_deliveries set ticket = null, last_error = ?, next_at = ?
     where id = ? and ticket = ?`,
    [options.error, options.until.getTime(), options.id, options.ticket],
  );
}

/** Gives a delivery up. One statement. */
export async function putDeliveryAside(
  knex: Knex,
  options: Held & { error: string; at: Date },
): Promise<void> {
  await rawRows(
    knex,
    `update reaction_deliveries
     set ticket = null, last_error = ?, put_aside_at = ?
     where id = ? and ticket = ?`,
    [options.error, options.at.getTime(), options.id, options.ticket],
  );
}

/** Deliveries that were given up, the latest first. One statement. */
export async function listDeliveriesPutAside(
  knex: Knex,
  options: { limit: number },
): Promise<DeliveryPutAside[]> {
  const rows = await rawRows<ReactionDeliveriesRow>(
    knex,
    `select * from reaction_deliveries where put_aside_at is not null
     order by put_aside_at desc, id desc limit ?`,
    [options.limit],
  );
  return rows.map(row => ({
    reaction: row.reaction,
    topic: row.topic,
    subject: row.subject,
    scorecard: row.scorecard,
    lastError: row.last_error ?? '',
  }));
}

/**
 * Deletes deliveries that were given up long ago, and those that nobody has taken for as long, since their
 * reaction was turned off. One statement.
 */
export async function deleteStaleDeliveries(
  knex: Knex,
  options: { before: Date },
): Promise<void> {
  const before = options.before.getTime();
  await rawRows(
    knex,
    `delete from reaction_deliveries
     where next_at < ? and (put_aside_at is null or put_aside_at < ?)`,
    [before, before],
  );
}

/** How much waits, by reaction; the outbox as `outbox`. One statement. */
export async function countWaiting(
  knex: Knex,
): Promise<Array<{ reaction: string; waiting: number; putAside: number }>> {
  const rows = await rawRows<{
    reaction: string;
    waiting: StoredNumber;
    put_aside: StoredNumber;
  }>(
    knex,
    `select 'outbox' as reaction, count(*) as waiting, 0 as put_aside from reaction_outbox
     union all
     select reaction, sum(case when put_aside_at is null then 1 else 0 end),
       sum(case when put_aside_at is null then 0 else 1 end)
     from reaction_deliveries where topic <> '${plannedTopic}' group by reaction`,
  );
  return rows.map(row => ({
    reaction: row.reaction,
    waiting: Number(row.waiting),
    putAside: Number(row.put_aside),
  }));
}
