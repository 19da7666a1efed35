import { SqlFragment, sql } from './SqlFragment';

/**
 * The last moment of a day, by which what belongs to a day is asked for.
 *
 * @param day - `YYYY-MM-DD`, UTC.
 * @throws RangeError for a text that is no day.
 */
export function endOfDay(day: string): Date {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(start)) {
    throw new RangeError('Not a day');
  }
  return new Date(start + 24 * 3_600_000 - 1);
}

/**
 * The condition "this period holds at that time": a period begins at `from_at` and is over at `until_at`.
 *
 * @param period - Name of the row of `ownership_periods` or `group_closure_periods`; our own text.
 * @param at - The time; of a day see {@link endOfDay}.
 */
export function holdsAt(period: string, at: Date): SqlFragment {
  const time = at.getTime();
  const from: SqlFragment = { sql: `${period}.from_at`, bindings: [] };
  const until: SqlFragment = { sql: `${period}.until_at`, bindings: [] };
  return sql`${from} <= ${time} and (${until} is null or ${until} > ${time})`;
}

/**
 * Who was below whom at a time: a select of (`ancestor_ref`, `descendant_ref`), each pair once, itself
 * included. For `from (…) c` or `in (…)`.
 *
 * @param options - `at`: the time; of a day see {@link endOfDay}; `team`: only below this group, by the
 *   ref that it has now. Default: below any.
 */
export function closureAsOf(options: { at: Date; team?: string }): SqlFragment {
  const { at, team } = options;
  return sql`select distinct c.ancestor_ref, c.descendant_ref
    from group_closure_periods c
    where ${holdsAt('c', at)}
      and ${team === undefined ? sql`true` : sql`c.ancestor_ref = ${team}`}`;
}

/**
 * Which owner sets counted for a team at a time: a select of (`ancestor_ref`, `owner_set_id`), each pair
 * once, so that an entity with two owners counts once for their common parent.
 *
 * @param options - As {@link closureAsOf}.
 */
export function teamOwnerSetsAsOf(options: {
  at: Date;
  team?: string;
}): SqlFragment {
  return sql`select distinct t.ancestor_ref, m.owner_set_id
    from (${closureAsOf(options)}) t
    join owner_set_members m on m.owner_ref = t.descendant_ref`;
}

/**
 * The condition "this owner set counted for the team at that time", as `isOwnedBy` says of now.
 *
 * @param ownerSetId - The column that holds the owner set's key.
 * @param options - `team`: the ref that it has now; `at`: the time; of a day see {@link endOfDay}.
 */
export function isOwnedByTeamAsOf(
  ownerSetId: SqlFragment,
  options: { team: string; at: Date },
): SqlFragment {
  return sql`${ownerSetId} in (
    select m.owner_set_id from owner_set_members m
    join group_closure_periods c on c.descendant_ref = m.owner_ref
    where c.ancestor_ref = ${options.team} and ${holdsAt('c', options.at)})`;
}
