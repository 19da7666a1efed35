import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { jsonRows } from '../rows/jsonRows';
import { groupColumn, GroupKey, ScoreGrouping } from './ScoreGrouping';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { readRows, sql, SqlFragment } from './SqlFragment';

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
  const rows = await readRows<{
    key: GroupKey;
    area: string;
    passed: StoredNumber;
    known: StoredNumber;
    applicable: StoredNumber;
  }>(
    knex,
    by === 'ownerSet' && readsCounters(options)
      ? fromCounters(knex, options)
      : fromScores(options, by),
  );
  return rows.map(row => ({
    key: row.key,
    area: row.area,
    passed: Number(row.passed),
    known: Number(row.known),
    applicable: Number(row.applicable),
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

function fromCounters(
  knex: Knex,
  options: ScoreSelection & { checks: readonly WeighedCheck[] },
): SqlFragment {
  const checks = jsonRows(
    knex,
    { check_key: 'integer', area: 'text', weight: 'double precision' },
    options.checks.map(check => ({
      check_key: check.checkKey,
      area: check.area,
      weight: check.weight,
    })),
  );
  // Materialized, since SQLite would read the JSON of a check anew for each row of a counter.
  return sql`
    with given as materialized (select * from ${checks})
    select r.owner_set_id as key, given.area,
      sum(case when r.outcome = 'pass' then r.count * given.weight else 0 end) as passed,
      sum(case when r.outcome in ('pass', 'fail') then r.count * given.weight else 0 end) as known,
      sum(case when r.outcome in ('pass', 'fail', 'unknown', 'error')
        then r.count * given.weight else 0 end) as applicable
    from given
    join rollup_counts r on r.check_key = given.check_key
    where ${counterCondition(options)}
    group by r.owner_set_id, given.area`;
}
