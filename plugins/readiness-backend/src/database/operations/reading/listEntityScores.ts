import { Knex } from 'knex';
import {
  EntityScoreRow,
  entityScoreColumns,
  entityScoreTables,
} from './EntityScoreRow';
import {
  defaultOrder,
  EntityScoreKey,
  EntityScoreOrder,
  orderScores,
} from './EntityScoreOrder';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';

/** Which entities a list holds. */
export interface EntityScoreFilter extends ScoreSelection {
  /** 0: not yet at 1. */
  level?: number;
  target?: 'met' | 'missed' | 'none';
  /** Has enough of what is asked data to show a score? As in `groupLevels`. */
  data?: 'enough' | 'lacking';
  /** Only entities with something not met in the area. */
  area?: string;
}

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

function dataCondition(data: EntityScoreFilter['data']): SqlFragment {
  switch (data) {
    case 'enough':
      return sql`s.known >= 0.6 * s.applicable`;
    case 'lacking':
      return sql`s.known < 0.6 * s.applicable`;
    default:
      return sql`true`;
  }
}

function filterCondition(filter: EntityScoreFilter): SqlFragment {
  return allOf([
    sql`e.removed_at is null`,
    scoreCondition(filter),
    targetCondition(filter.target),
    dataCondition(filter.data),
    ...(filter.level === undefined ? [] : [sql`s.level = ${filter.level}`]),
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
 * One page of entities, in an order of which {@link orderScores} tells.
 *
 * @param options - filter, page size and, for a later page, where the one before ended; `order`:
 *   farthest from target first unless set, those without a target last
 */
export function listEntityScores(
  knex: Knex,
  options: EntityScoreFilter & {
    limit: number;
    order?: EntityScoreOrder;
    after?: EntityScoreKey;
  },
): Promise<EntityScoreRow[]> {
  const order = orderScores(options.order ?? defaultOrder, options.after);
  return readRows(
    knex,
    sql`
      select * from (
        select ${entityScoreColumns}, ${
      order.rank
    } as rank from ${entityScoreTables}
        where ${filterCondition(options)}
      ) listed
      where ${order.condition}
      order by ${order.columns}
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
