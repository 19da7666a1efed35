import { Knex } from 'knex';
import { MovementsRow } from '../../tables';
import { bulkUpsert } from '../bulk';

/**
 * Adds net movements: one statement, the last of its transaction, since the rows are shared with
 * other workers and stay locked until the commit.
 *
 * @param trx - The transaction that wrote the evaluations.
 * @param options - `rows`: at most one per key, sorted by key.
 */
export async function addToMovements(
  trx: Knex.Transaction,
  options: { rows: readonly MovementsRow[] },
): Promise<void> {
  await bulkUpsert(trx, {
    table: 'movements',
    key: ['scorecard', 'owner_set_id', 'day', 'part', 'area'],
    rows: options.rows,
    onConflict: 'add',
  });
}
