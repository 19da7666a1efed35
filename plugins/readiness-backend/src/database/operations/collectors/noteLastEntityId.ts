import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Notes up to which entity a collector has looked, in one statement. Never goes back.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Id of the collector, and the highest key.
 */
export async function noteLastEntityId(
  knex: Knex | Knex.Transaction,
  options: { collector: string; lastEntityId: number },
): Promise<void> {
  await knex<CollectorRunsRow>('collector_runs')
    .where({ collector: options.collector })
    .where('last_entity_id', '<', options.lastEntityId)
    .update({ last_entity_id: options.lastEntityId });
}
