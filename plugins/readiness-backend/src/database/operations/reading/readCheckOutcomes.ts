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
 * entities in grace.
 *
 * @param options - where passes are not counted (for a reader who does not see
 *   all), they are what is left of `all`
 */
export async function readCheckOutcomes(
  knex: Knex,
  options: ChecksSelection,
): Promise<CheckOutcomes> {
  const { definitionIds, visibility } = options;
  const ofScores = selected(options);
  const counts = await readRows<Row>(
    knex,
    visibility.kind === 'all'
      ? sql`
        select r.definition_id, r.check_key, r.outcome, sum(r.count) as count
        from rollup_counts r
        where ${isOneUnguessed(sql`r.definition_id`, definitionIds)}
        group by r.definition_id, r.check_key, r.outcome`
      : sql`
        select s.definition_id, n.check_key, n.outcome, count(*) as count
        from scores s
        join non_pass_results n
          on n.entity_id = s.entity_id and n.definition_id = s.definition_id
        where not s.in_grace and ${ofScores}
        group by s.definition_id, n.check_key, n.outcome
        union all
        select s.definition_id, 0 as check_key, 'all' as outcome, count(*) as count
        from scores s
        where not s.in_grace and ${ofScores}
        group by s.definition_id`,
  );
  const tier1Failing = await readTier1Failing(knex, options);
  return {
    counts: counts.map(row => ({
      definitionId: Number(row.definition_id),
      checkKey: Number(row.check_key),
      outcome: String(row.outcome),
      count: Number(row.count),
    })),
    tier1Failing,
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
