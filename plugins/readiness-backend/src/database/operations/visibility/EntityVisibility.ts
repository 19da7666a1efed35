import { SqlFragment, sql } from '../reading/SqlFragment';
import { unguessed } from '../reading/unguessed';

/**
 * Which entities a reader may see: all, none, or those of a visible set.
 */
export type EntityVisibility =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'set'; readonly setId: number };

/**
 * The condition "the reader may see this entity".
 *
 * @param visibility - of the reader
 * @param entityId - the column that holds the entity's key, e.g. sql`s.entity_id`
 */
export function isVisible(
  visibility: EntityVisibility,
  entityId: SqlFragment,
): SqlFragment {
  switch (visibility.kind) {
    case 'all':
      return sql`true`;
    case 'none':
      return sql`false`;
    default:
      return sql`exists (select 1 from visible_entities v where v.set_id = ${unguessed(
        visibility.setId,
      )} and v.entity_id = ${entityId})`;
  }
}
