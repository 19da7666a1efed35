import { Knex } from 'knex';
import { EntitiesRow } from '../../tables';

/**
 * Live entities that a collector has not come across yet, by ascending key. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `afterId`: the highest key that it has looked at; `limit`: at most so many.
 */
export async function selectNewEntityIds(
  knex: Knex | Knex.Transaction,
  options: { afterId: number; limit: number },
): Promise<number[]> {
  return await knex<EntitiesRow>('entities')
    .whereNull('removed_at')
    .where('id', '>', options.afterId)
    .orderBy('id')
    .limit(options.limit)
    .pluck('id');
}
