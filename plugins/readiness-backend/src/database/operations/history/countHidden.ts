import { Knex } from 'knex';
import { isOwnedBy, OwnerFilter } from '../reading/ownerSets';
import { readRows, sql } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';

/**
 * Counts entities that a scorecard asks something of and that the reader may not see. One statement, or none for
 * a reader who sees everything.
 */
export async function countHidden(
  knex: Knex,
  options: {
    definitionId: number;
    owner?: OwnerFilter;
    visibility: EntityVisibility;
  },
): Promise<number> {
  if (options.visibility.kind === 'all') {
    return 0;
  }
  const [row] = await readRows<{ count: number | string }>(
    knex,
    sql`select count(*) as count from scores s
      where s.definition_id = ${options.definitionId}
        and ${isOwnedBy(options.owner, sql`s.owner_set_id`)}
        and not ${isVisible(options.visibility, sql`s.entity_id`)}`,
  );
  return Number(row.count);
}
