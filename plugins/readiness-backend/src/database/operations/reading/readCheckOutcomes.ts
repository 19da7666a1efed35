import { Knex } from 'knex';
import { idSet } from '../bulk';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';
import { isOneUnguessed } from './unguessed';

/** Outcomes of checks over several scorecards. */
export interface CheckOutcomes {
  /** `all` counts the entities of a scorecard version, with the check key 0. */
  counts: Array<{
    definitionId: number;
    checkKey: number;
    outcome: string;
    count: number;
  }>;
  /** Entities of tier 1 that fail. */
  tier1Failing: Array<{
    definitionId: number;
    checkKey: number;
    count: number;
  }>;
}

/** Of which scorecard versions, and which entities. */
export interface ChecksSelection {
  definitionIds: readonly number[];
  visibility: EntityVisibility;
}

type Row = Record<string, number | string>;

/**
 * Counts the outcomes of all checks of some scorecard versions, without
 * entities in grace: from the counters and, for tier 1, the entities with two statements, or all from the entities with one.
 *
 * @param options - where passes are not counted (for a reader who does not see
 *   all), they are what is left of `all`
 */
export async function readCheckOutcomes(
  knex: Knex,
  options: ChecksSelection,
): Promise<CheckOutcomes> {
  if (options.visibility.kind !== 'all') {
    return readVisibleOutcomes(knex, options);
  }
  const [counts, tier1Failing] = await Promise.all([
    readRows<Row>(
      knex,
      sql`
        select r.definition_id, r.check_key, r.outcome, sum(r.count) as count
        from rollup_counts r
        where ${isOneUnguessed(sql`r.definition_id`, options.definitionIds)}
        group by r.definition_id, r.check_key, r.outcome`,
    ),
    readTier1Failing(knex, options),
  ]);
  return { counts: counts.map(toCount), tier1Failing };
}

async function readVisibleOutcomes(
  knex: Knex,
  options: ChecksSelection,
): Promise<CheckOutcomes> {
  const rows = await readRows<Row>(
    knex,
    sql`
      with chosen as materialized (
        select s.entity_id, s.definition_id, s.tier from scores s
        where not s.in_grace and ${selected(options)}
      )
      select c.definition_id, n.check_key, n.outcome, count(*) as count,
        sum(case when c.tier = 1 then 1 else 0 end) as of_tier_1
      from chosen c
      join non_pass_results n
        on n.entity_id = c.entity_id and n.definition_id = c.definition_id
      group by c.definition_id, n.check_key, n.outcome
      union all
      select c.definition_id, 0 as check_key, 'all' as outcome, count(*) as count,
        0 as of_tier_1
      from chosen c group by c.definition_id`,
  );
  return {
    counts: rows.map(toCount),
    tier1Failing: rows
      .filter(row => row.outcome === 'fail' && Number(row.of_tier_1) > 0)
      .map(row => ({
        definitionId: Number(row.definition_id),
        checkKey: Number(row.check_key),
        count: Number(row.of_tier_1),
      })),
  };
}

function toCount(row: Row): CheckOutcomes['counts'][number] {
  return {
    definitionId: Number(row.definition_id),
    checkKey: Number(row.check_key),
    outcome: String(row.outcome),
    count: Number(row.count),
  };
}

/**
 * Counts the entities of tier 1 that fail, without those in grace. One statement.
 *
 * @param options - `checkKeys`: only these. Default: all.
 */
export async function readTier1Failing(
  knex: Knex,
  options: ChecksSelection & { checkKeys?: readonly number[] },
): Promise<CheckOutcomes['tier1Failing']> {
  const { checkKeys } = options;
  const rows = await readRows<Row>(
    knex,
    sql`
      select s.definition_id, n.check_key, count(*) as count
      from scores s
      join non_pass_results n
        on n.entity_id = s.entity_id and n.definition_id = s.definition_id
      where s.tier = 1 and n.outcome = 'fail' and not s.in_grace
        and ${checkKeys ? idSet(knex, 'n.check_key', checkKeys) : sql`true`}
        and ${selected(options)}
      group by s.definition_id, n.check_key`,
  );
  return rows.map(row => ({
    definitionId: Number(row.definition_id),
    checkKey: Number(row.check_key),
    count: Number(row.count),
  }));
}

function selected({ definitionIds, visibility }: ChecksSelection): SqlFragment {
  return allOf([
    isOneUnguessed(sql`s.definition_id`, definitionIds),
    isVisible(visibility, sql`s.entity_id`),
  ]);
}
