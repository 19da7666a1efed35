import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/** The right to derive the facts of one collector. */
export interface DerivationTicket {
  collector: string;
  ticket: string;
}

/**
 * Claims the right to derive the facts of a collector, for as long as the lease. One statement.
 *
 * @param knex - Not a transaction: the claim must be committed before work begins.
 * @param options - `pauseMs`: how long ago it must have been done last, default 0.
 * @returns undefined where somebody else holds it, or it was done too short a while ago.
 */
export async function claimDerivation(
  knex: Knex,
  options: {
    collector: string;
    now: Date;
    leaseMs: number;
    pauseMs?: number;
  },
): Promise<DerivationTicket | undefined> {
  const { collector, leaseMs, pauseMs = 0 } = options;
  const now = options.now.getTime();
  const ticket = randomUUID();
  const rows = await rawRows(
    knex,
    `insert into derivations (collector, ticket, lease_until)
     values (?, ?, ?)
     on conflict (collector) do update set
       ticket = excluded.ticket, lease_until = excluded.lease_until
     where (derivations.lease_until is null or derivations.lease_until <= ?)
       and (derivations.derived_at is null or derivations.derived_at <= ?)
     returning collector`,
    [collector, ticket, now + leaseMs, now, now - pauseMs],
  );
  return rows.length ? { collector, ticket } : undefined;
}

/**
 * Makes sure that a claim stands until the end of the transaction, and prolongs it. One statement.
 *
 * @param trx - The transaction that will write facts.
 * @returns false where somebody else has taken over: nothing must be written then.
 */
export async function holdDerivation(
  trx: Knex.Transaction,
  options: { claim: DerivationTicket; now: Date; leaseMs: number },
): Promise<boolean> {
  const { claim, now, leaseMs } = options;
  const rows = await rawRows(
    trx,
    `update derivations set lease_until = ?
     where collector = ? and ticket = ? returning collector`,
    [now.getTime() + leaseMs, claim.collector, claim.ticket],
  );
  return rows.length > 0;
}

/**
 * Gives a claim back. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `derivedAt`: when the work was done; undefined: it was left to others.
 */
export async function finishDerivation(
  knex: Knex | Knex.Transaction,
  options: { claim: DerivationTicket; derivedAt?: Date },
): Promise<void> {
  const { claim, derivedAt } = options;
  await rawRows(
    knex,
    `update derivations set ticket = null, lease_until = null,
       derived_at = coalesce(cast(? as bigint), derived_at)
     where collector = ? and ticket = ?`,
    [derivedAt?.getTime() ?? null, claim.collector, claim.ticket],
  );
}

/**
 * Was this derived at least once?
 *
 * @param knex - A knex instance or a transaction.
 */
export async function wasDerived(
  knex: Knex | Knex.Transaction,
  options: { collector: string },
): Promise<boolean> {
  const rows = await rawRows(
    knex,
    `select 1 from derivations where collector = ? and derived_at is not null`,
    [options.collector],
  );
  return rows.length > 0;
}
