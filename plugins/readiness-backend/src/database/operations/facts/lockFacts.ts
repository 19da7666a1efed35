import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { idSet } from '../bulk';

/** What is stored of a fact, without its data. */
export interface LockedFact {
  hash: string;
  observedAt: Date;
  expiresAt: Date | null;
}

/**
 * Locks the facts of one collector about some entities until the end of the transaction. One
 * statement.
 *
 * @param trx - The transaction that will write.
 * @returns What is stored, by entity key.
 */
export async function lockFacts(
  trx: Knex.Transaction,
  options: { collector: string; entityIds: readonly number[] },
): Promise<Map<number, LockedFact>> {
  const chosen = idSet(trx, 'entity_id', options.entityIds);
  const rows = await rawRows<
    Pick<FactsRow, 'entity_id' | 'hash' | 'observed_at' | 'expires_at'>
  >(
    trx,
    `select entity_id, hash, observed_at, expires_at from facts
     where collector = ? and ${chosen.sql}
     order by entity_id ${databaseCapabilities(trx).forUpdate}`,
    [options.collector, ...chosen.bindings],
  );
  return new Map(
    rows.map(row => [
      row.entity_id,
      {
        hash: row.hash,
        observedAt: new Date(Number(row.observed_at)),
        expiresAt:
          row.expires_at === null ? null : new Date(Number(row.expires_at)),
      },
    ]),
  );
}

/** A fact this much newer was written by a clock that is ahead, and may be replaced. */
const longestLookMs = 3_600_000;

/**
 * Which facts has somebody observed meanwhile?
 *
 * @param stored - From {@link lockFacts}.
 * @param after - When the source was asked about them.
 * @returns The entities whose fact was observed after that time, by less than an hour.
 */
export function seenAfter(
  stored: ReadonlyMap<number, LockedFact>,
  after: Date,
): Set<number> {
  return new Set(
    [...stored].flatMap(([entityId, { observedAt }]) => {
      const newerMs = observedAt.getTime() - after.getTime();
      return newerMs > 0 && newerMs < longestLookMs ? [entityId] : [];
    }),
  );
}
