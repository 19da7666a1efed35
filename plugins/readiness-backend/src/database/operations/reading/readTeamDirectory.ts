import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { jsonRows } from '../rows/jsonRows';
import { readTogether } from './readTogether';
import { sql } from './SqlFragment';

/** A group of the catalog that the reader may see. */
export interface DirectoryGroup {
  ref: string;
  name: string;
  title: string | null;
  type: string | null;
  /** The group above it, also where the reader may not see that one. */
  parentRef: string | null;
}

/** Groups, and which owner sets count for which of them. */
export interface TeamDirectory {
  groups: DirectoryGroup[];
  /** An owner set counts for a group when it meets the group or one below it. */
  memberships: Array<{ ownerSetId: number; teamRef: string; direct: boolean }>;
  /** Owner sets of which at least one owner exists. */
  ownedSets: Set<number>;
  /** Groups that one of the given refs is, or is below of. */
  mine: Set<string>;
}

/**
 * Reads everything that roll-ups need to know of groups, with one statement.
 *
 * @param options - `ownershipRefs`: the reader's own refs, in lower case; `within`: only this group and
 *   those below it are listed
 */
export async function readTeamDirectory(
  knex: Knex,
  options: {
    visibility: EntityVisibility;
    ownershipRefs: readonly string[];
    within?: string;
  },
): Promise<TeamDirectory> {
  const own = jsonRows(
    knex,
    { ref: 'text' },
    options.ownershipRefs.map(ref => ({ ref })),
  );
  const within =
    options.within === undefined
      ? sql`true`
      : sql`e.ref in (select c.descendant_ref from group_closure c
          where c.ancestor_ref = ${options.within})`;
  const read = await readTogether<{
    groups: {
      ref: string;
      name: string;
      title: string | null;
      type: string | null;
      parent_ref: string | null;
    };
    memberships: { owner_set_id: number; team_ref: string; direct: number };
    owned: { owner_set_id: number };
    mine: { ancestor_ref: string };
  }>(knex, {
    groups: {
      query: sql`
        select e.ref, e.name, e.title, e.type, (
          select min(r.target_ref) from entity_relations r
          where r.source_id = e.id and r.type = 'childOf') as parent_ref
        from entities e
        where e.kind = 'group' and e.removed_at is null
          and ${isVisible(options.visibility, sql`e.id`)} and ${within}`,
      columns: ['ref', 'name', 'title', 'type', 'parent_ref'],
    },
    memberships: {
      query: sql`
        select m.owner_set_id, c.ancestor_ref as team_ref,
          max(case when c.ancestor_ref = m.owner_ref then 1 else 0 end) as direct
        from owner_set_members m
        join group_closure c on c.descendant_ref = m.owner_ref
        group by m.owner_set_id, c.ancestor_ref`,
      columns: ['owner_set_id', 'team_ref', 'direct'],
    },
    owned: {
      query: sql`
        select distinct m.owner_set_id from owner_set_members m
        join entities o on o.ref = m.owner_ref where o.removed_at is null`,
      columns: ['owner_set_id'],
    },
    mine: {
      query: sql`
        select distinct c.ancestor_ref from group_closure c
        join ${own}
          on given.ref = c.descendant_ref`,
      columns: ['ancestor_ref'],
    },
  });
  return {
    groups: read.groups.map(group => ({
      ref: group.ref,
      name: group.name,
      title: group.title,
      type: group.type,
      parentRef: group.parent_ref,
    })),
    memberships: read.memberships.map(row => ({
      ownerSetId: Number(row.owner_set_id),
      teamRef: row.team_ref,
      direct: Number(row.direct) === 1,
    })),
    ownedSets: new Set(read.owned.map(row => Number(row.owner_set_id))),
    mine: new Set(read.mine.map(row => row.ancestor_ref)),
  };
}
