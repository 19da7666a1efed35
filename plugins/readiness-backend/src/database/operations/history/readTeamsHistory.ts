import { Knex } from 'knex';
import { readTogether } from '../reading/readTogether';
import { sql } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { Days } from './HistorySelection';
import {
  Membership,
  MembershipRow,
  membershipsRowSet,
  snapshotDaysRowSet,
  toMemberships,
} from './readMemberships';

/** A group that the reader may see, with what it owned. */
export interface TeamHistory {
  ref: string;
  title: string;
  /** The group above it, as far as the reader may see it. */
  parentRef: string | null;
  /** With what groups below it owned. */
  memberships: Membership[];
}

/**
 * Reads all groups with what they owned within some days, and of which days there are snapshots: one statement.
 *
 * @param options - `below`: only this group and those that are below it now
 */
export async function readTeamsHistory(
  knex: Knex,
  options: {
    visibility: EntityVisibility;
    below?: string;
    scorecard: string;
    days: Days;
  },
): Promise<{ teams: TeamHistory[]; snapshotDays: string[] }> {
  const { visibility, below, days } = options;
  const groups = sql`
    e.kind = 'group' and e.removed_at is null and ${isVisible(
      visibility,
      sql`e.id`,
    )}
    and ${
      below === undefined
        ? sql`true`
        : sql`e.ref in (select g.descendant_ref from group_closure g where g.ancestor_ref = ${below})`
    }`;
  const read = await readTogether<{
    groups: {
      ref: string;
      name: string;
      title: string | null;
      parent_ref: string | null;
    };
    memberships: MembershipRow;
    days: { day: string };
  }>(knex, {
    groups: {
      query: sql`
        select e.ref, e.name, e.title, (
          select min(p.ref) from entity_relations r
          join entities p on p.ref = r.target_ref and p.removed_at is null
          where r.source_id = e.id and r.type = 'childOf'
            and ${isVisible(visibility, sql`p.id`)}) as parent_ref
        from entities e where ${groups} order by e.ref`,
      columns: ['ref', 'name', 'title', 'parent_ref'],
    },
    memberships: membershipsRowSet({
      teams: sql`c.ancestor_ref in (select e.ref from entities e where ${groups})`,
      days,
    }),
    days: snapshotDaysRowSet(options.scorecard, days),
  });
  const memberships = toMemberships(read.memberships);
  return {
    teams: read.groups.map(group => ({
      ref: group.ref,
      title: group.title ?? group.name,
      parentRef: group.parent_ref,
      memberships: memberships.get(group.ref) ?? [],
    })),
    snapshotDays: read.days.map(({ day }) => day),
  };
}
