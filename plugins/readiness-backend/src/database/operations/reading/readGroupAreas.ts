import { Knex } from 'knex';
import { jsonRows } from '../rows/jsonRows';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { readRows, sql, SqlFragment } from './SqlFragment';

/** Sums of check weights of an owner set in one area. */
export interface OwnerSetArea {
  ownerSetId: number;
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
 * Sums the weights of checks by owner set and area, without entities in grace:
 * from the counters where they know enough, else from the entities themselves.
 *
 * @param options - `checks` are those that count
 */
export async function readOwnerSetAreas(
  knex: Knex,
  options: ScoreSelection & { checks: readonly WeighedCheck[] },
): Promise<OwnerSetArea[]> {
  const rows = await readRows<Record<string, number | string>>(
    knex,
    readsCounters(options)
      ? fromCounters(knex, options)
      : sql`
        select s.owner_set_id, a.area, sum(a.passed) as passed,
          sum(a.known) as known, sum(a.applicable) as applicable
        from scores s
        join entity_area_scores a
          on a.entity_id = s.entity_id and a.definition_id = s.definition_id
        where not s.in_grace and ${scoreCondition(options)}
        group by s.owner_set_id, a.area`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    area: String(row.area),
    passed: Number(row.passed),
    known: Number(row.known),
    applicable: Number(row.applicable),
  }));
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
  return sql`
    select r.owner_set_id, given.area,
      sum(case when r.outcome = 'pass' then r.count * given.weight else 0 end) as passed,
      sum(case when r.outcome in ('pass', 'fail') then r.count * given.weight else 0 end) as known,
      sum(case when r.outcome in ('pass', 'fail', 'unknown', 'error')
        then r.count * given.weight else 0 end) as applicable
    from rollup_counts r
    join ${checks}
      on given.check_key = r.check_key
    where ${counterCondition(options)}
    group by r.owner_set_id, given.area`;
}
