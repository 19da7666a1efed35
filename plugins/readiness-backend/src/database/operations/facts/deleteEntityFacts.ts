import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { keepDeleted, ReplacedFact } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';

/**
 * Deletes all facts about some entities, and keeps what they said. Two statements, one for each
 * 3,000 facts beyond, one where there were none.
 *
 * @param knex - A transaction.
 * @param options - Keys of `entities`; `at`: since when they are gone; `projection`: what checks read of
 *   facts, default all of it.
 */
export async function deleteEntityFacts(
  knex: Knex | Knex.Transaction,
  options: {
    entityIds: readonly number[];
    at: Date;
    projection?: FactProjection;
  },
): Promise<void> {
  const { entityIds, at, projection = wholeFact } = options;
  const chosen = idSet(knex, 'entity_id', entityIds);
  const facts = await rawRows<ReplacedFact>(
    knex,
    `delete from facts where ${chosen.sql}
     returning entity_id, collector, changed_at, data`,
    chosen.bindings,
  );
  await keepDeleted(knex, { facts, at, projection });
}
