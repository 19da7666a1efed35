import { Knex } from 'knex';
import { jsonRows } from '../rows/jsonRows';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';

/** Which results of a check a list holds. */
export interface CheckOutcomeFilter extends ScoreSelection {
  /** Key of an active check. */
  checkKey: number;
  /** Which outcomes, in the order of the list. */
  outcomes: readonly string[];
}

/** An entity with its outcome for a check. */
export interface CheckOutcomeRow {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  tier: number | null;
  /** Owner refs joined by a comma. */
  owners: string;
  outcome: string;
  /** Null for a pass. */
  since: number | string | null;
  /** Null for a pass. */
  counts: boolean | number | null;
  in_grace: boolean | number;
  /** All results of the entity, packed. */
  packed: string | null;
  /** Position of the outcome in the list. */
  outcome_rank: number;
  /** 1 to 3; 9 without a tier. */
  tier_rank: number;
}

/** The last row of the page before: outcome rank, tier rank, name and id. */
export type CheckOutcomeKey = readonly [number, number, string, number];

function selection(
  knex: Knex,
  filter: CheckOutcomeFilter,
  columns: SqlFragment,
): SqlFragment {
  const ranks = jsonRows(
    knex,
    { outcome: 'text', outcome_rank: 'integer' },
    filter.outcomes.map((outcome, index) => ({
      outcome,
      outcome_rank: index,
    })),
  );
  return sql`
    select ${columns}
    from scores s
    join entities e on e.id = s.entity_id
    join owner_sets o on o.id = s.owner_set_id
    left join non_pass_results n on n.definition_id = s.definition_id
      and n.check_key = ${filter.checkKey} and n.entity_id = s.entity_id
    join ${ranks}
      on given.outcome = coalesce(n.outcome, 'pass')
    where ${allOf([sql`e.removed_at is null`, scoreCondition(filter)])}`;
}

/**
 * One page of the results of a check, in the order of the given outcomes, then
 * by tier (no tier last), name and id.
 *
 * @param options - filter, page size and, for a later page, where the one before ended
 */
export function listCheckOutcomes(
  knex: Knex,
  options: CheckOutcomeFilter & { limit: number; after?: CheckOutcomeKey },
): Promise<CheckOutcomeRow[]> {
  const { after } = options;
  return readRows(
    knex,
    sql`
      select page.*, p.packed from (
        select * from (${selection(
          knex,
          options,
          sql`e.id, e.ref, e.kind, e.namespace, e.name, e.title, e.type, e.tier,
            o.owners, given.outcome, n.since, n.counts, s.in_grace,
            given.outcome_rank, s.definition_id,
            case when s.tier = 0 then 9 else s.tier end as tier_rank`,
        )}) listed
        where ${
          after
            ? sql`(outcome_rank, tier_rank, name, id) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]})`
            : sql`true`
        }
        order by outcome_rank, tier_rank, name, id
        limit ${options.limit}
      ) page
      left join results p
        on p.entity_id = page.id and p.definition_id = page.definition_id
      order by page.outcome_rank, page.tier_rank, page.name, page.id`,
  );
}

/** How many results the list holds over all pages. */
export async function countCheckOutcomes(
  knex: Knex,
  filter: CheckOutcomeFilter,
): Promise<number> {
  const [row] = await readRows<{ count: number | string }>(
    knex,
    selection(knex, filter, sql`count(*) as count`),
  );
  return Number(row.count);
}
