import { SqlFragment, sql } from './SqlFragment';

/**
 * Whose entities: of a group with its child groups, of one owner alone, or of
 * nobody (no owner, or none that exists).
 */
export type OwnerFilter =
  | { readonly kind: 'team'; readonly ref: string }
  | { readonly kind: 'owner'; readonly ref: string }
  | { readonly kind: 'unowned' };

/**
 * The condition "this owner set is one of them".
 *
 * @param owner - undefined: any
 * @param ownerSetId - the column that holds the owner set's key
 */
export function isOwnedBy(
  owner: OwnerFilter | undefined,
  ownerSetId: SqlFragment,
): SqlFragment {
  switch (owner?.kind) {
    case undefined:
      return sql`true`;
    case 'team':
      return sql`${ownerSetId} in (
        select m.owner_set_id from owner_set_members m
        join group_closure c on c.descendant_ref = m.owner_ref
        where c.ancestor_ref = ${owner.ref})`;
    case 'owner':
      return sql`${ownerSetId} in (
        select m.owner_set_id from owner_set_members m where m.owner_ref = ${owner.ref})`;
    default:
      return sql`${ownerSetId} not in (
        select m.owner_set_id from owner_set_members m
        join entities o on o.ref = m.owner_ref
        where o.removed_at is null)`;
  }
}
