import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import {
  DayChangeSelection,
  DaySnapshot,
  dayChangesRowSet,
} from './readDayChanges';
import { EntityRecord, entityRowSets, EntityRowSets } from './readEntityRecord';
import { hiddenSourcesQuery } from './hiddenSources';
import { readTogether } from './readTogether';
import { sql } from './SqlFragment';

/** A group near a team. */
export interface RelatedGroup {
  ref: string;
  name: string;
  title: string | null;
  parent_ref: string | null;
}

/** A group with the groups around it. */
export interface TeamRecord extends EntityRecord {
  /** The group above it; null where there is none or the reader may not see it. */
  parent: RelatedGroup | null;
  /** Visible groups right below it. */
  children: RelatedGroup[];
  /** Which owner sets count for the team and for each child. */
  memberships: Array<{ ownerSetId: number; teamRef: string }>;
  /** Snapshots of the team to compare with. */
  snapshots: DaySnapshot[];
  /** The reader may not see all entities that facts of the group are made of. */
  hasHiddenSources: boolean;
}

/**
 * Reads a group, its own results, the groups around it and its snapshots, with
 * one statement.
 *
 * @param options - `ref` in lower case, and which snapshots
 * @returns null for a group that is not there or that the reader may not see
 */
export async function readTeamRecord(
  knex: Knex,
  options: {
    ref: string;
    visibility: EntityVisibility;
    today: string;
    until: string;
  },
): Promise<TeamRecord | null> {
  const { ref, visibility } = options;
  const parentOf = (id: string) => ({
    sql: `(select min(p.target_ref) from entity_relations p
      where p.source_id = ${id} and p.type = 'childOf')`,
    bindings: [],
  });
  const columns = ['ref', 'name', 'title', 'parent_ref'];
  const days: DayChangeSelection = {
    scope: 'team',
    scopeRef: ref,
    today: options.today,
    until: options.until,
  };
  const read = await readTogether<
    EntityRowSets & {
      parents: RelatedGroup;
      children: RelatedGroup;
      memberships: { owner_set_id: number; team_ref: string };
      snapshots: DaySnapshot;
      hidden: { hidden: number };
    }
  >(knex, {
    ...entityRowSets({ ref, visibility }),
    parents: {
      query: sql`
        select e.ref, e.name, e.title, ${parentOf('e.id')} as parent_ref
        from entities e
        where e.kind = 'group' and e.removed_at is null
          and e.ref = (select ${parentOf(
            'g.id',
          )} from entities g where g.ref = ${ref})
          and ${isVisible(visibility, sql`e.id`)}`,
      columns,
    },
    children: {
      query: sql`
        select e.ref, e.name, e.title, r.target_ref as parent_ref
        from entity_relations r
        join entities e on e.id = r.source_id
        where r.type = 'childOf' and r.target_ref = ${ref}
          and e.kind = 'group' and e.removed_at is null
          and ${isVisible(visibility, sql`e.id`)}`,
      columns,
    },
    memberships: {
      query: sql`
        select distinct m.owner_set_id, c.ancestor_ref as team_ref
        from owner_set_members m
        join group_closure c on c.descendant_ref = m.owner_ref
        where c.ancestor_ref = ${ref} or c.ancestor_ref in (
          select e.ref from entity_relations r
          join entities e on e.id = r.source_id
          where r.type = 'childOf' and r.target_ref = ${ref})`,
      columns: ['owner_set_id', 'team_ref'],
    },
    snapshots: dayChangesRowSet(days),
    hidden: { query: hiddenSourcesQuery(options), columns: ['hidden'] },
  });
  const { entities, facts, results, problems } = read;
  if (entities.length === 0 || entities[0].kind !== 'group') {
    return null;
  }
  return {
    entity: entities[0],
    facts,
    results,
    problems,
    parent: read.parents[0] ?? null,
    children: read.children,
    memberships: read.memberships.map(row => ({
      ownerSetId: Number(row.owner_set_id),
      teamRef: row.team_ref,
    })),
    snapshots: read.snapshots,
    hasHiddenSources: read.hidden.length > 0,
  };
}
