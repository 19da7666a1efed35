import { Knex } from 'knex';
import { FactsRow } from '../../tables';

/**
 * Sets the times of all facts of a collector, in one statement: what was derived is as fresh as
 * what it was derived from.
 */
export async function touchFacts(
  knex: Knex | Knex.Transaction,
  options: { collector: string; observedAt: Date; expiresAt: Date },
): Promise<void> {
  await knex<FactsRow>('facts').where({ collector: options.collector }).update({
    observed_at: options.observedAt.getTime(),
    expires_at: options.expiresAt.getTime(),
  });
}
