import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntityRelationsRow } from '../../tables';
import { bulkDelete, bulkUpsert, idSet } from '../bulk';

/**
 * Replaces the relations of some entities; writes only what differs. At most three statements for
 * up to 3,000 differences.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `sourceIds`: the entities; `relations`: all that they have now.
 * @returns The entities whose relations changed, ascending; and the refs that some were related to
 *   and are no longer.
 */
export async function replaceRelations(
  knex: Knex | Knex.Transaction,
  options: {
    sourceIds: readonly number[];
    relations: readonly EntityRelationsRow[];
  },
): Promise<{ changedSourceIds: number[]; goneTargetRefs: string[] }> {
  if (!options.sourceIds.length) {
    return { changedSourceIds: [], goneTargetRefs: [] };
  }
  const sources = idSet(knex, 'source_id', options.sourceIds);
  const stored = new Map(
    (
      await rawRows<EntityRelationsRow>(
        knex,
        `select source_id, type, target_ref from entity_relations where ${sources.sql}`,
        sources.bindings,
      )
    ).map(row => [key(row), row]),
  );
  const wanted = new Map(options.relations.map(row => [key(row), row]));
  const gone = [...stored].flatMap(([k, row]) => (wanted.has(k) ? [] : [row]));
  const added = [...wanted].flatMap(([k, row]) => (stored.has(k) ? [] : [row]));
  await bulkDelete(knex, {
    table: 'entity_relations',
    key: ['source_id', 'type', 'target_ref'],
    rows: gone,
  });
  await bulkUpsert(knex, {
    table: 'entity_relations',
    key: ['source_id', 'type', 'target_ref'],
    rows: added,
    onConflict: 'ignore',
  });
  return {
    changedSourceIds: [
      ...new Set([...gone, ...added].map(row => row.source_id)),
    ].sort((a, b) => a - b),
    goneTargetRefs: [...new Set(gone.map(row => row.target_ref))].sort(),
  };
}

function key(row: EntityRelationsRow): string {
  return `${row.source_id} ${row.type} ${row.target_ref}`;
}
