import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { sql, SqlFragment } from './SqlFragment';

/** What scores are summed by: owner sets, of which teams are made, or something that the entity says. */
export type ScoreGrouping =
  | 'ownerSet'
  | 'system'
  | 'domain'
  | 'tier'
  | 'lifecycle'
  | 'kind'
  | 'type';

/** The key of an owner set, or the ref or value that entities of a group share; null: they have none. */
export type GroupKey = number | string | null;

/** Where the key of a group comes from. */
export interface GroupColumn {
  /** Over `scores s` and what is joined. */
  column: SqlFragment;
  /** Follows `scores s`. */
  join: SqlFragment;
}

const noJoin: SqlFragment = { sql: '', bindings: [] };
const joinEntities = sql`join entities e on e.id = s.entity_id`;

/**
 * The ref of the domain of an entity: its own or, as of most Components, that of its System. What a
 * hidden System says is not told. `isInDomain` of the filter says the same.
 */
function domainOf(visibility: EntityVisibility): GroupColumn {
  return {
    column: sql`coalesce(e.domain_ref, y.domain_ref)`,
    join: sql`${joinEntities} left join entities y on y.ref = e.system_ref
      and y.removed_at is null and ${isVisible(visibility, sql`y.id`)}`,
  };
}

/** The column by which scores are grouped. */
export function groupColumn(
  by: ScoreGrouping,
  visibility: EntityVisibility,
): GroupColumn {
  switch (by) {
    case 'ownerSet':
      return { column: sql`s.owner_set_id`, join: noJoin };
    case 'tier':
      return {
        column: sql`case when s.tier = 0 then null else cast(s.tier as varchar(3)) end`,
        join: noJoin,
      };
    case 'system':
      return { column: sql`e.system_ref`, join: joinEntities };
    case 'domain':
      return domainOf(visibility);
    case 'lifecycle':
      return { column: sql`e.lifecycle`, join: joinEntities };
    case 'kind':
      return { column: sql`e.kind`, join: joinEntities };
    default:
      return { column: sql`e.type`, join: joinEntities };
  }
}
