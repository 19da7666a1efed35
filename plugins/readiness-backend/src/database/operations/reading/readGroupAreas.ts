import { Knex } from 'knex';
import { jsonRows } from '../rows/jsonRows';
import { groupColumn, GroupKey, ScoreGrouping } from './ScoreGrouping';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { readPackedRows } from './readPackedRows';
import { sql, SqlFragment } from './SqlFragment';

/** Sums of check weights of a group in one area. */
export interface GroupArea {
  key: GroupKey;
  area: string;
  passed: number;
  known: number;
  applicable: number;
}

/** A check that counts, with what the counters do not know of it. */
export interface WeighedCheck {
  checkKey: number;
  area: string;
  weight: number;
}

/**
 * Sums the weights of checks by group and area, without entities in grace:
 * from the counters where they know enough, else from the entities themselves.
 *
 * @param options - `checks` are those that count; `by`: owner sets unless set
 */
export async function readGroupAreas(
  knex: Knex,
  options: ScoreSelection & {
    checks: readonly WeighedCheck[];
    by?: ScoreGrouping;
  },
): Promise<GroupArea[]> {
  const { by = 'ownerSet' } = options;
  const areas = [...new Set(options.checks.map(({ area }) => area))];
  const rows = await readPackedRows<
    Omit<GroupArea, 'area'> & { area: string | number }
  >(knex, {
    query:
      by === 'ownerSet' && readsCounters(options)
        ? fromCounters(knex, { ...options, areas })
        : fromScores(options, by),
    columns: ['key', 'area', 'passed', 'known', 'applicable'],
  });
  return rows.map(row => ({
    ...row,
    area: typeof row.area === 'number' ? areas[row.area] : row.area,
  }));
}

function fromScores(options: ScoreSelection, by: ScoreGrouping): SqlFragment {
  const group = groupColumn(by, options.visibility);
  // Materialized, since PostgreSQL would look up the areas of each entity by itself, in the order of the keys.
  return sql`
    with chosen as materialized (
      select s.entity_id, s.definition_id, ${group.column} as key
      from scores s ${group.join}
      where not s.in_grace and ${scoreCondition(options)}
    )
    select c.key, a.area, sum(a.passed) as passed, sum(a.known) as known,
      sum(a.applicable) as applicable
    from chosen c
    join entity_area_scores a
      on a.entity_id = c.entity_id and a.definition_id = c.definition_id
    group by c.key, a.area`;
}

/** Areas by their places, which the database groups by more cheaply than by their names. */
function fromCounters(
  knex: Knex,
  options: ScoreSelection & {
    checks: readonly WeighedCheck[];
    areas: readonly string[];
  },
): SqlFragment {
  const checks = jsonRows(
    knex,
    { check_key: 'integer', area: 'integer', weight: 'double precision' },
    options.checks.map(check => ({
      check_key: check.checkKey,
      area: options.areas.indexOf(check.area),
      weight: check.weight,
    })),
  );
  // Materialized, since SQLite would read the JSON of a check anew for each row of a counter.
  return sql`
    with given as materialized (select * from ${checks})
    select key, area, passed, passed + failed as known,
      passed + failed + unanswered as applicable
    from (
      select r.owner_set_id as key, given.area,
        coalesce(sum(r.count * given.weight) filter (where r.outcome = 'pass'), 0) as passed,
        coalesce(sum(r.count * given.weight) filter (where r.outcome = 'fail'), 0) as failed,
        coalesce(sum(r.count * given.weight)
          filter (where r.outcome in ('unknown', 'error')), 0) as unanswered
      from given
      join rollup_counts r on r.check_key = given.check_key
      where ${counterCondition(options)}
      group by r.owner_set_id, given.area
    ) counted`;
}
