import { SqlFragment, sql } from './SqlFragment';

/**
 * Whose entities: of a group with its child groups, of one owner alone, or of
 * nobody (no owner, or none that exists).
 */
export type OwnerFilter =
  | { readonly kind: 'team'; readonly ref: string }
  | { readonly kind: 'owner'; readonly ref: string }
  | { readonly kind: 'unowned' };

/** Or of any of several owners, with what is below those of them that are groups. */
export type OwnersFilter =
  | OwnerFilter
  | { readonly kind: 'any'; readonly refs: readonly string[] };

/**
 * The condition "this owner set is one of them".
 *
 * @param owner - undefined: any
 * @param ownerSetId - the column that holds the owner set's key
 */
export function isOwnedBy(
  owner: OwnersFilter | undefined,
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
    case 'any': {
      const refs = listOf(owner.refs);
      return refs
        ? sql`${ownerSetId} in (
            select m.owner_set_id from owner_set_members m
            where m.owner_ref in (${refs}) or m.owner_ref in (
              select c.descendant_ref from group_closure c
              where c.ancestor_ref in (${refs})))`
        : sql`false`;
    }
    default:
      return sql`${ownerSetId} not in (
        select m.owner_set_id from owner_set_members m
        join entities o on o.ref = m.owner_ref
        where o.removed_at is null)`;
  }
}

/** Few texts, each as a binding; undefined for none. */
function listOf(texts: readonly string[]): SqlFragment | undefined {
  const [first, ...others] = texts;
  return first === undefined
    ? undefined
    : others.reduce((before, text) => sql`${before}, ${text}`, sql`${first}`);
}
