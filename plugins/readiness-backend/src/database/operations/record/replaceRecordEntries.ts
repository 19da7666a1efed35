import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { TrackRecordEntriesRow, TrackRecordStatesRow } from '../../tables';
import { bulkDelete, bulkUpsert, idSet } from '../bulk';

/**
 * Makes the entries of some entities what they are now, writing only what differs, and notes what they were
 * made of. Two statements, and one for each 3,000 rows that come or go.
 *
 * @param trx - The transaction that holds their states.
 * @param options - `states`: one for each entity; `entries`: all that these have, no key twice.
 */
export async function replaceRecordEntries(
  trx: Knex.Transaction,
  options: {
    states: readonly TrackRecordStatesRow[];
    entries: readonly TrackRecordEntriesRow[];
  },
): Promise<void> {
  const { states, entries } = options;
  const chosen = idSet(
    trx,
    'entity_id',
    states.map(state => state.entity_id),
  );
  const stored = await rawRows<
    Pick<TrackRecordEntriesRow, 'entity_id' | 'key'>
  >(
    trx,
    `select entity_id, "key" from track_record_entries where ${chosen.sql}`,
    chosen.bindings,
  );
  const wanted = new Set(entries.map(nameOf));
  await bulkDelete(trx, {
    table: 'track_record_entries',
    key: ['entity_id', 'key'],
    rows: stored.filter(row => !wanted.has(nameOf(row))),
  });
  await bulkUpsert(trx, {
    table: 'track_record_entries',
    key: ['entity_id', 'key'],
    rows: entries,
  });
  await bulkUpsert(trx, {
    table: 'track_record_states',
    key: ['entity_id'],
    rows: states,
  });
}

function nameOf({
  entity_id,
  key,
}: Pick<TrackRecordEntriesRow, 'entity_id' | 'key'>): string {
  return `${entity_id} ${key}`;
}
