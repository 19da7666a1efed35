import { Knex } from 'knex';
import { FactsRow } from '../../tables';

/**
 * Sets the times of all facts of a collector, in two statements: what was derived is as fresh as
 * what it was derived from.
 *
 * @param knex - A transaction.
 * @returns The entities whose fact was stale and no longer is, ascending.
 */
export async function touchFacts(
  knex: Knex | Knex.Transaction,
  options: { collector: string; observedAt: Date; expiresAt: Date },
): Promise<{ revivedEntityIds: number[] }> {
  const ofCollector = () =>
    knex<FactsRow>('facts').where({ collector: options.collector });
  const revivedEntityIds = await ofCollector()
    .where('expires_at', '<=', options.observedAt.getTime())
    .orderBy('entity_id')
    .pluck('entity_id');
  await ofCollector().update({
    observed_at: options.observedAt.getTime(),
    expires_at: options.expiresAt.getTime(),
  });
  return { revivedEntityIds };
}
