import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { idSet } from '../bulk';
import { readRows, sql, SqlFragment } from './SqlFragment';

/**
 * Which scorecard versions are about an entity that the reader may see: those with a score of one.
 * One query.
 *
 * @param options - Ids of `definitions`.
 */
export async function readUsedDefinitions(
  knex: Knex,
  options: {
    definitionIds: readonly number[];
    visibility: EntityVisibility;
  },
): Promise<Set<number>> {
  const chosen: SqlFragment = idSet(knex, 'd.id', options.definitionIds);
  const rows = await readRows<{ id: number }>(
    knex,
    sql`select d.id from definitions d
      where ${chosen} and exists (
        select 1 from scores s where s.definition_id = d.id
          and ${isVisible(options.visibility, sql`s.entity_id`)}
      )`,
  );
  return new Set(rows.map(row => row.id));
}
