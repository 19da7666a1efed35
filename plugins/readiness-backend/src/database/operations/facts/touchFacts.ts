import { Knex } from 'knex';
import { FactsRow } from '../../tables';

/**
 * Sets the times of all facts of some collectors, in two statements: what was derived is as fresh as
 * what it was derived from.
 *
 * @param knex - A transaction.
 * @returns The entities whose fact was stale and no longer is, ascending.
 */
export async function touchFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collectors: readonly string[];
    observedAt: Date;
    expiresAt: Date;
  },
): Promise<{ revivedEntityIds: number[] }> {
  const ofCollectors = () =>
    knex<FactsRow>('facts').whereIn('collector', options.collectors);
  const revivedEntityIds = await ofCollectors()
    .where('expires_at', '<=', options.observedAt.getTime())
    .distinct('entity_id')
    .orderBy('entity_id')
    .pluck('entity_id');
  await ofCollectors().update({
    observed_at: options.observedAt.getTime(),
    expires_at: options.expiresAt.getTime(),
  });
  return { revivedEntityIds };
}
