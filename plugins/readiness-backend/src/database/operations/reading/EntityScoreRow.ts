import { sql } from './SqlFragment';

/** A score with its entity, as lists read it. */
export interface EntityScoreRow {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: number | null;
  /** Owner refs joined by a comma. */
  owners: string;
  level: number;
  target_level: number | null;
  on_target: boolean | number | null;
  fixes: number;
  held_until: number | string | null;
  exemptions: number;
  passed: number;
  known: number;
  applicable: number;
  in_grace: boolean | number;
  /** By what the list is sorted, a whole number, see `EntityScoreOrder`. */
  rank: number;
  /** 1 to 3; 9 without a tier. */
  tier_rank: number;
}

/** Over `scores s`, `entities e` and `owner_sets o`. */
export const entityScoreColumns = sql`
  e.id, e.ref, e.kind, e.namespace, e.name, e.title, e.type, e.lifecycle, e.tier,
  o.owners, s.level, s.target_level, s.on_target, s.fixes, s.held_until,
  s.exemptions, s.passed, s.known, s.applicable, s.in_grace,
  case when s.tier = 0 then 9 else s.tier end as tier_rank`;

/** What the columns are read from. */
export const entityScoreTables = sql`
  scores s
  join entities e on e.id = s.entity_id
  join owner_sets o on o.id = s.owner_set_id`;
