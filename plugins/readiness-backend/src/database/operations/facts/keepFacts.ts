import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Says that facts still hold: their times are those of an observation, and nothing else changes.
 * One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - The collector and keys of `entities`; those without a fact are passed over.
 */
export async function keepFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    entityIds: readonly number[];
    observedAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  if (!options.entityIds.length) {
    return;
  }
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  await rawRows(
    knex,
    `update facts set observed_at = ?, expires_at = ?, absent_at = null
     where collector = ? and ${chosen.sql}`,
    [
      options.observedAt.getTime(),
      options.expiresAt.getTime(),
      options.collector,
      ...chosen.bindings,
    ],
  );
}
