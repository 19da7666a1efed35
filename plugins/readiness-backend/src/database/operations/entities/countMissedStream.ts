import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntitiesRow } from '../../tables';
import { idSet } from '../bulk';

/**
 * Notes that some live entities were absent from a complete stream, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 * @returns Those that have now been absent from two streams in a row, or more.
 */
export async function countMissedStream(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Array<Pick<EntitiesRow, 'id' | 'ref'>>> {
  if (!options.entityIds.length) {
    return [];
  }
  const chosen = idSet(knex, 'id', options.entityIds);
  const rows = await rawRows<
    Pick<EntitiesRow, 'id' | 'ref' | 'missed_streams'>
  >(
    knex,
    `update entities set missed_streams = missed_streams + 1
     where removed_at is null and ${chosen.sql}
     returning id, ref, missed_streams`,
    chosen.bindings,
  );
  return rows
    .filter(row => row.missed_streams >= 2)
    .map(({ id, ref }) => ({ id, ref }))
    .sort((a, b) => a.id - b.id);
}
