import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { deleteEntityFacts, FactProjection } from '../facts';

/**
 * Marks entities as removed, ends their ownership, and deletes their facts, relations, problems and
 * track record. Nine statements. What the facts said is kept.
 * Results and counters follow when they are evaluated: mark them in the same transaction.
 *
 * @param knex - A transaction.
 * @param options - Keys of `entities`, and the time of removal; `projection`: what checks read of
 *   facts, default all of it.
 */
export async function removeEntities(
  knex: Knex | Knex.Transaction,
  options: {
    entityIds: readonly number[];
    at: Date;
    projection?: FactProjection;
  },
): Promise<void> {
  if (!options.entityIds.length) {
    return;
  }
  const chosen = (column: string) => idSet(knex, column, options.entityIds);
  const ids = chosen('id');
  await rawRows(
    knex,
    `update entities set removed_at = ? where removed_at is null and ${ids.sql}`,
    [options.at.getTime(), ...ids.bindings],
  );
  const owned = chosen('entity_id');
  const at = options.at.getTime();
  await rawRows(
    knex,
    `update ownership_periods
     set until_at = case when from_at < ? then ? else from_at + 1 end
     where until_at is null and ${owned.sql}`,
    [at, at, ...owned.bindings],
  );
  await deleteEntityFacts(knex, options);
  for (const [table, column] of [
    ['entity_relations', 'source_id'],
    ['problems', 'entity_id'],
    ['entity_targets', 'entity_id'],
    // The state first: who writes entries holds it locked, and all of them are there once it is free.
    ['track_record_states', 'entity_id'],
    ['track_record_entries', 'entity_id'],
  ]) {
    const { sql, bindings } = chosen(column);
    await rawRows(knex, `delete from ${table} where ${sql}`, bindings);
  }
}
