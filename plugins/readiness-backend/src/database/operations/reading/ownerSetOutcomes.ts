import { Knex } from 'knex';
import { idSet } from '../bulk';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { RowSet } from './readPackedRows';
import { allOf, sql } from './SqlFragment';

/** How many entities of an owner set have an outcome for a check. */
export interface OwnerSetOutcome {
  key: number;
  checkKey: number;
  outcome: string;
  count: number;
}

/** A row of {@link ownerSetOutcomesRowSet}. */
export interface OwnerSetOutcomeRow {
  owner_set_id: number;
  check_key: number;
  outcome: string;
  count: number;
}

/**
 * Counts outcomes of some checks by owner set, without entities in grace: from
 * the counters where they know enough, else from the entities themselves.
 *
 * @param options - `checkKeys` of active checks
 */
export function ownerSetOutcomesRowSet(
  knex: Knex,
  options: ScoreSelection & { checkKeys: readonly number[] },
): RowSet {
  const columns = ['owner_set_id', 'check_key', 'outcome', 'count'];
  if (readsCounters(options)) {
    return {
      query: sql`
        select r.owner_set_id, r.check_key, r.outcome, r.count
        from rollup_counts r
        where r.count <> 0 and ${allOf([
          idSet(knex, 'r.check_key', options.checkKeys),
          counterCondition(options),
        ])}`,
      columns,
    };
  }
  return {
    query: sql`
      select s.owner_set_id, n.check_key, n.outcome, count(*) as count
      from scores s
      join non_pass_results n
        on n.entity_id = s.entity_id and n.definition_id = s.definition_id
      where not s.in_grace and ${allOf([
        idSet(knex, 'n.check_key', options.checkKeys),
        scoreCondition(options),
      ])}
      group by s.owner_set_id, n.check_key, n.outcome
      union all
      select s.owner_set_id, 0 as check_key, 'all' as outcome, count(*) as count
      from scores s
      where not s.in_grace and ${scoreCondition(options)}
      group by s.owner_set_id`,
    columns,
  };
}

/**
 * Reads the rows of {@link ownerSetOutcomesRowSet}. Every entity with a score has
 * an answer to each active check, so that what is not among the other outcomes
 * is a pass.
 */
export function toOwnerSetOutcomes(
  rows: readonly OwnerSetOutcomeRow[],
  options: ScoreSelection & { checkKeys: readonly number[] },
): OwnerSetOutcome[] {
  const outcomes = rows.map(row => ({
    key: row.owner_set_id,
    checkKey: row.check_key,
    outcome: row.outcome,
    count: Number(row.count),
  }));
  return readsCounters(options)
    ? outcomes
    : addPasses(outcomes, options.checkKeys);
}

function addPasses(
  rows: OwnerSetOutcome[],
  checkKeys: readonly number[],
): OwnerSetOutcome[] {
  const others = rows.filter(row => row.outcome !== 'all');
  const notPassed = new Map<string, number>();
  for (const { key, checkKey, count } of others) {
    const place = `${key} ${checkKey}`;
    notPassed.set(place, (notPassed.get(place) ?? 0) + count);
  }
  const passes = rows
    .filter(row => row.outcome === 'all')
    .flatMap(({ key, count }) =>
      checkKeys.map(checkKey => ({
        key,
        checkKey,
        outcome: 'pass',
        count: count - (notPassed.get(`${key} ${checkKey}`) ?? 0),
      })),
    )
    .filter(row => row.count > 0);
  return [...others, ...passes];
}
