import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { OldRows } from './deleteOld';

/** Tables with rows of entities. Those of sums stay: they name owner sets. */
const tables = [
  'transitions',
  'level_transitions',
  'fact_history',
  'facts',
  'non_pass_results',
  'entity_area_scores',
  'scores',
  'results',
  'ownership_periods',
  'previous_refs',
  'entity_targets',
  'track_record_entries',
  'track_record_states',
  'problems',
] as const;

/**
 * Deletes entities that left the catalog long ago, with all that is known of them. One of which a snapshot
 * is kept, or that waits for evaluation, stays: readers who do not see everything get the sums of past
 * days from its snapshots. One transaction of a fixed number of statements.
 *
 * @param options - `before`: the first time of removal that stays; at most `limit` entities.
 * @returns How many entities.
 */
export async function deleteRemovedEntities(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  return knex.transaction(async trx => {
    // The time of removal is asked again of the row itself: the catalog may have it back meanwhile.
    const rows = await rawRows<{ id: number }>(
      trx,
      `delete from entities where removed_at < ? and id in (
         select e.id from entities e
         where e.removed_at < ?
           and not exists (select 1 from score_days d where d.entity_id = e.id)
           and not exists (select 1 from evaluation_queue q where q.entity_id = e.id)
         order by e.removed_at, e.id limit ?)
       returning id`,
      [before.getTime(), before.getTime(), limit],
    );
    if (rows.length) {
      const entityIds = rows.map(row => row.id);
      for (const table of tables) {
        const { sql, bindings } = idSet(trx, 'entity_id', entityIds);
        await rawRows(trx, `delete from ${table} where ${sql}`, bindings);
      }
      const sources = idSet(trx, 'source_id', entityIds);
      await rawRows(
        trx,
        `delete from entity_relations where ${sources.sql}`,
        sources.bindings,
      );
    }
    return rows.length;
  });
}
