import { sql, SqlFragment } from './SqlFragment';

/** What a list of entities is sorted by. */
export type EntityScoreSort = 'distance' | 'name' | 'tier' | 'level' | 'score';

/** How a list of entities is sorted. */
export interface EntityScoreOrder {
  sort: EntityScoreSort;
  descending: boolean;
}

/** Farthest from target first. */
export const defaultOrder: EntityScoreOrder = {
  sort: 'distance',
  descending: true,
};

/** The last row of the page before: rank, tier rank, name and id. */
export type EntityScoreKey = readonly [number, number, string, number];

/** Behind every other rank: scores are millionths. */
const last = 2_000_000;

/** Over `scores s`: a whole number, the lower one first. What has none comes last, in both directions. */
function rankBy({ sort, descending }: EntityScoreOrder): SqlFragment {
  const sign: SqlFragment = { sql: descending ? '-1' : '1', bindings: [] };
  switch (sort) {
    case 'distance':
      return sql`case when s.target_level is null then ${last} else ${sign} * s.fixes end`;
    case 'tier':
      return sql`case when s.tier = 0 then ${last} else ${sign} * s.tier end`;
    case 'level':
      return sql`${sign} * s.level`;
    case 'score':
      return sql`case when s.known > 0
        then cast(${sign} * round(1000000 * s.passed / s.known) as integer) else ${last} end`;
    default:
      return sql`0`;
  }
}

/**
 * The statement parts of an order. Entities of one rank stand by tier (no tier last), name and id.
 *
 * @param order - of the list
 * @param after - where the page before ended; undefined: the first page
 * @returns `rank`: a column of the inner select; `condition` and `columns`: of the select around it
 */
export function orderScores(
  order: EntityScoreOrder,
  after: EntityScoreKey | undefined,
): { rank: SqlFragment; condition: SqlFragment; columns: SqlFragment } {
  const rank = rankBy(order);
  if (order.sort === 'name') {
    const sign = { sql: order.descending ? '<' : '>', bindings: [] };
    const direction = { sql: order.descending ? 'desc' : 'asc', bindings: [] };
    return {
      rank,
      condition: after
        ? sql`(name, id) ${sign} (${after[2]}, ${after[3]})`
        : sql`true`,
      columns: sql`name ${direction}, id ${direction}`,
    };
  }
  return {
    rank,
    condition: after
      ? sql`(rank, tier_rank, name, id) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`
      : sql`true`,
    columns: sql`rank, tier_rank, name, id`,
  };
}
