import { Knex } from 'knex';
import { idSet } from '../bulk';
import {
  counterCondition,
  readsCounters,
  scoreCondition,
  ScoreSelection,
} from './ScoreSelection';
import { allOf, readRows, sql } from './SqlFragment';

/** How many entities of an owner set have an outcome for a check. */
export interface OwnerSetOutcome {
  ownerSetId: number;
  checkKey: number;
  outcome: string;
  count: number;
}

/**
 * Counts outcomes of some checks by owner set, without entities in grace: from
 * the counters where they know enough, else from the entities themselves. Every
 * entity with a score has an answer to each active check, so that what is not
 * among the other outcomes is a pass.
 *
 * @param options - `checkKeys` of active checks
 */
export async function readOwnerSetOutcomes(
  knex: Knex,
  options: ScoreSelection & { checkKeys: readonly number[] },
): Promise<OwnerSetOutcome[]> {
  if (readsCounters(options)) {
    const rows = await readRows<Record<string, number | string>>(
      knex,
      sql`
        select r.owner_set_id, r.check_key, r.outcome, r.count
        from rollup_counts r
        where r.count <> 0 and ${allOf([
          idSet(knex, 'r.check_key', options.checkKeys),
          counterCondition(options),
        ])}`,
    );
    return rows.map(toOutcome);
  }
  const rows = (
    await readRows<Record<string, number | string>>(
      knex,
      sql`
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
    )
  ).map(toOutcome);
  return addPasses(rows, options.checkKeys);
}

function toOutcome(row: Record<string, number | string>): OwnerSetOutcome {
  return {
    ownerSetId: Number(row.owner_set_id),
    checkKey: Number(row.check_key),
    outcome: String(row.outcome),
    count: Number(row.count),
  };
}

function addPasses(
  rows: OwnerSetOutcome[],
  checkKeys: readonly number[],
): OwnerSetOutcome[] {
  const others = rows.filter(row => row.outcome !== 'all');
  const notPassed = new Map<string, number>();
  for (const { ownerSetId, checkKey, count } of others) {
    const key = `${ownerSetId} ${checkKey}`;
    notPassed.set(key, (notPassed.get(key) ?? 0) + count);
  }
  const passes = rows
    .filter(row => row.outcome === 'all')
    .flatMap(({ ownerSetId, count }) =>
      checkKeys.map(checkKey => ({
        ownerSetId,
        checkKey,
        outcome: 'pass',
        count: count - (notPassed.get(`${ownerSetId} ${checkKey}`) ?? 0),
      })),
    )
    .filter(row => row.count > 0);
  return [...others, ...passes];
}
