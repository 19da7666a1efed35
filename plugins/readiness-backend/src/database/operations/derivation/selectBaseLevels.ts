import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { dependencyTypes } from './selectAffected';

/** The base level of a dependency for one scorecard. */
export interface DependencyLevel {
  sourceId: number;
  ref: string;
  tier: number | null;
  scorecard: string;
  baseLevel: number;
  ceiling: number;
}

/**
 * The base levels of what some entities depend on directly, for active scorecards, under whichever
 * version: the newest that is stored. Groups and Templates are left out, since their turn comes
 * later. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`; `limit`: at most so many rows of each.
 * @returns The rows, and by key how many there are, those beyond the limit too.
 */
export async function selectBaseLevels(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; limit: number },
): Promise<{ levels: DependencyLevel[]; counts: Map<number, number> }> {
  const chosen = idSet(knex, 'r.source_id', options.entityIds);
  const rows = await rawRows<{
    source_id: number;
    ref: string;
    tier: number | null;
    scorecard: string;
    base_level: number;
    base_ceiling: number;
    total: number | string;
  }>(
    knex,
    `with dependencies (source_id, id, ref, tier) as (
       select distinct r.source_id, e.id, e.ref, e.tier
       from entity_relations r join entities e on e.ref = r.target_ref
       where ${chosen.sql} and r.type in (?, ?) and e.removed_at is null
         and e.id <> r.source_id
         and e.kind not in ('group', 'template')
     ),
     versions as (
       select dep.*, d.name as scorecard, s.base_level, s.base_ceiling,
         row_number() over (
           partition by dep.source_id, dep.id, d.name order by d.id desc
         ) as age
       from dependencies dep
       join scores s on s.entity_id = dep.id
       join definitions d on d.id = s.definition_id
       where exists (
         select 1 from active_definitions a
         where a.kind = 'Scorecard' and a.name = d.name
       )
     ),
     numbered as (
       select versions.*,
         row_number() over (
           partition by source_id order by ref, scorecard
         ) as place,
         count(*) over (partition by source_id) as total
       from versions where age = 1
     )
     select source_id, ref, tier, scorecard, base_level, base_ceiling, total
     from numbered where place <= ?`,
    [...chosen.bindings, ...dependencyTypes, options.limit],
  );
  return {
    levels: rows.map(row => ({
      sourceId: row.source_id,
      ref: row.ref,
      tier: row.tier,
      scorecard: row.scorecard,
      baseLevel: row.base_level,
      ceiling: row.base_ceiling,
    })),
    counts: new Map(rows.map(row => [row.source_id, Number(row.total)])),
  };
}
