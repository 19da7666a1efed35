import { Knex } from 'knex';
import { EntitiesRow } from '../../tables';

/**
 * The keys of all entities that are not removed, ascending, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function selectLiveEntityIds(
  knex: Knex | Knex.Transaction,
): Promise<number[]> {
  return await knex<EntitiesRow>('entities')
    .whereNull('removed_at')
    .orderBy('id')
    .pluck('id');
}
