import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { idSet } from '../bulk';

/** What some collector last saw of an entity. */
export type PreviousFact = Pick<
  FactsRow,
  'entity_id' | 'collector' | 'data' | 'revision'
>;

/**
 * What some collectors last saw of some entities, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Ids of collectors, at least one, and keys of `entities`.
 */
export async function selectPreviousFacts(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[]; entityIds: readonly number[] },
): Promise<PreviousFact[]> {
  const { collectors } = options;
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  return await rawRows<PreviousFact>(
    knex,
    `select entity_id, collector, data, revision from facts
     where ${chosen.sql} and collector in (${collectors
      .map(() => '?')
      .join(', ')})`,
    [...chosen.bindings, ...collectors],
  );
}
