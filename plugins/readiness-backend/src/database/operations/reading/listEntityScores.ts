import { Knex } from 'knex';
import {
  EntityScoreRow,
  entityScoreColumns,
  entityScoreTables,
} from './EntityScoreRow';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';

/** Which entities a list holds. */
export interface EntityScoreFilter extends ScoreSelection {
  /** 0: not yet at 1. */
  level?: number;
  target?: 'met' | 'missed' | 'none';
  /** Only entities with something not met in the area. */
  area?: string;
  /** In lower case. */
  kind?: string;
}

/** The last row of the page before: distance, tier rank, name and id. */
export type EntityScoreKey = readonly [number, number, string, number];

function targetCondition(target: EntityScoreFilter['target']): SqlFragment {
  switch (target) {
    case 'met':
      return sql`s.on_target`;
    case 'missed':
      return sql`not s.on_target`;
    case 'none':
      return sql`s.target_level is null`;
    default:
      return sql`true`;
  }
}

function filterCondition(filter: EntityScoreFilter): SqlFragment {
  return allOf([
    sql`e.removed_at is null`,
    scoreCondition(filter),
    targetCondition(filter.target),
    ...(filter.level === undefined ? [] : [sql`s.level = ${filter.level}`]),
    ...(filter.kind === undefined ? [] : [sql`e.kind = ${filter.kind}`]),
    ...(filter.area === undefined
      ? []
      : [
          sql`exists (select 1 from entity_area_scores a
            where a.entity_id = s.entity_id and a.definition_id = s.definition_id
              and a.area = ${filter.area} and a.passed < a.applicable)`,
        ]),
  ]);
}

/**
 * One page of entities: farthest from target first, those without a target
 * last, then by tier (no tier last), name and id.
 *
 * @param options - filter, page size and, for a later page, where the one before ended
 */
export function listEntityScores(
  knex: Knex,
  options: EntityScoreFilter & { limit: number; after?: EntityScoreKey },
): Promise<EntityScoreRow[]> {
  const { after } = options;
  return readRows(
    knex,
    sql`
      select * from (
        select ${entityScoreColumns} from ${entityScoreTables}
        where ${filterCondition(options)}
      ) listed
      where ${
        after
          ? sql`(distance, tier_rank, name, id) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`
          : sql`true`
      }
      order by distance, tier_rank, name, id
      limit ${options.limit}`,
  );
}

/** How many entities the list holds over all pages. */
export async function countEntityScores(
  knex: Knex,
  filter: EntityScoreFilter,
): Promise<number> {
  const [row] = await readRows<{ count: number | string }>(
    knex,
    sql`select count(*) as count from ${entityScoreTables}
      where ${filterCondition(filter)}`,
  );
  return Number(row.count);
}
