import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Makes the next run of some collectors due now, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Ids of collectors.
 */
export async function makeCollectorsDue(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[]; at: Date },
): Promise<void> {
  await knex<CollectorRunsRow>('collector_runs')
    .whereIn('collector', options.collectors)
    .update({ next_at: options.at.getTime() });
}
