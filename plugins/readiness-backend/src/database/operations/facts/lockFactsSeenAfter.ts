import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { idSet } from '../bulk';

/** A fact this much newer was written by a clock that is ahead, and may be replaced. */
const longestLookMs = 3_600_000;

/**
 * Locks the facts of one collector about some entities until the end of the transaction, and finds
 * those that somebody has observed meanwhile. One statement.
 *
 * @param trx - The transaction that will write.
 * @param options - `entityIds`; `after`: when the source was asked about them.
 * @returns The entities whose fact was observed after that time, by less than an hour.
 */
export async function lockFactsSeenAfter(
  trx: Knex.Transaction,
  options: { collector: string; entityIds: readonly number[]; after: Date },
): Promise<Set<number>> {
  const after = options.after.getTime();
  const chosen = idSet(trx, 'entity_id', options.entityIds);
  const rows = await rawRows<Pick<FactsRow, 'entity_id' | 'observed_at'>>(
    trx,
    `select entity_id, observed_at from facts
     where collector = ? and ${chosen.sql}
     order by entity_id ${databaseCapabilities(trx).forUpdate}`,
    [options.collector, ...chosen.bindings],
  );
  return new Set(
    rows
      .filter(row => {
        const newerMs = Number(row.observed_at) - after;
        return newerMs > 0 && newerMs < longestLookMs;
      })
      .map(row => row.entity_id),
  );
}
