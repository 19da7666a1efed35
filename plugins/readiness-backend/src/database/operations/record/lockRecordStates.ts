import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { bulkUpsert, idSet } from '../bulk';

/**
 * Makes sure that nobody else writes the entries of some entities until the end of the transaction. Whoever
 * reads facts and events afterwards has read no less than the one before. Two statements.
 *
 * @param trx - The transaction that will write entries.
 * @param options - Keys of `entities`.
 */
export async function lockRecordStates(
  trx: Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<void> {
  await bulkUpsert(trx, {
    table: 'track_record_states',
    key: ['entity_id'],
    onConflict: 'ignore',
    rows: [...options.entityIds]
      .sort((a, b) => a - b)
      .map(entity_id => ({ entity_id, revision: '' })),
  });
  const chosen = idSet(trx, 'entity_id', options.entityIds);
  await rawRows(
    trx,
    `select entity_id from track_record_states where ${chosen.sql}
     order by entity_id ${databaseCapabilities(trx).forUpdate}`,
    chosen.bindings,
  );
}
