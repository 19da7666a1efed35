import { Knex } from 'knex';
import { LevelCountsRow, RollupCountsRow } from '../../tables';
import { bulkUpsert } from '../bulk';

/**
 * Adds net changes to the counters: two statements, the last of their transaction, since the
 * rows are shared with other workers and stay locked until the commit. Counters that reach zero
 * stay as rows.
 *
 * @param trx - The transaction that wrote the evaluations.
 * @param options - Changes by key, sorted by key.
 */
export async function addToCounters(
  trx: Knex.Transaction,
  options: {
    rollups: readonly RollupCountsRow[];
    levels: readonly LevelCountsRow[];
  },
): Promise<void> {
  await bulkUpsert(trx, {
    table: 'rollup_counts',
    key: ['definition_id', 'check_key', 'owner_set_id', 'outcome'],
    rows: options.rollups,
    onConflict: 'add',
  });
  await bulkUpsert(trx, {
    table: 'level_counts',
    key: [
      'definition_id',
      'owner_set_id',
      'tier',
      'level',
      'target_level',
      'on_target',
      'enough_data',
    ],
    rows: options.levels,
    onConflict: 'add',
  });
}
