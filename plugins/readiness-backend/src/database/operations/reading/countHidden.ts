import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { isOwnedBy, OwnersFilter } from './ownerSets';
import { readRows, sql } from './SqlFragment';
import { unguessed } from './unguessed';

/**
 * How many entities of an owner a reader may not see, whatever else is filtered by. One statement,
 * or none for a reader who sees all.
 */
export async function countHidden(
  knex: Knex,
  options: {
    definitionId: number;
    visibility: EntityVisibility;
    owner?: OwnersFilter;
  },
): Promise<number> {
  if (options.visibility.kind === 'all') {
    return 0;
  }
  const [row] = await readRows<{ count: StoredNumber }>(
    knex,
    sql`
      select count(*) as count from scores s
      where s.definition_id = ${unguessed(options.definitionId)}
        and ${isOwnedBy(options.owner, sql`s.owner_set_id`)}
        and not ${isVisible(options.visibility, sql`s.entity_id`)}`,
  );
  return Number(row.count);
}
