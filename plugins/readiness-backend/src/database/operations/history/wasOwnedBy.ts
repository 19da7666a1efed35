import { isOwnedBy, OwnerFilter } from '../reading/ownerSets';
import { sql, SqlFragment } from '../reading/SqlFragment';

/** Changes bear the start of their hour; who was below whom is known to the moment. */
const hourMs = 3_600_000;

/**
 * The condition "this owner set was one of them at that time": of a team by who was below it then.
 *
 * @param owner - undefined: any
 * @param columns - with the key of the owner set, and the start of the hour (epoch ms)
 */
export function wasOwnedBy(
  owner: OwnerFilter | undefined,
  columns: { ownerSetId: SqlFragment; at: SqlFragment },
): SqlFragment {
  if (owner?.kind !== 'team') {
    return isOwnedBy(owner, columns.ownerSetId);
  }
  return sql`exists (
    select 1 from owner_set_members m
    join group_closure_periods p on p.descendant_ref = m.owner_ref
    where m.owner_set_id = ${columns.ownerSetId} and p.ancestor_ref = ${owner.ref}
      and p.from_at < ${columns.at} + ${hourMs}
      and (p.until_at is null or p.until_at >= ${columns.at} + ${hourMs}))`;
}
