import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { allOf, readRows, sql } from '../reading/SqlFragment';
import {
  Days,
  HistorySelection,
  isSelected,
  sumColumns,
} from './HistorySelection';
import { SumColumns, Sums, toSums } from './Sums';

/** By how much the sums of an owner set changed with a day. */
export interface SumStep {
  ownerSetId: number;
  day: string;
  sums: Sums;
}

/**
 * Sums where entities stood, by owner set: what they had at the end of the first day, and by how much that
 * changed with each day after it. One statement.
 *
 * @param options - `area`: only its weights
 */
export async function readScoreSteps(
  knex: Knex,
  options: HistorySelection & { scorecard: string; area?: Area; days: Days },
): Promise<SumStep[]> {
  const { days, area } = options;
  const condition = allOf([
    sql`r.scorecard = ${options.scorecard}`,
    sql`r.day <= ${days.to}`,
    sql`r.until_day is null or r.until_day > ${days.from}`,
    sql`not r.in_grace`,
    isSelected(options, {
      entityId: sql`r.entity_id`,
      ownerSetId: sql`r.owner_set_id`,
    }),
  ]);
  const rows = await readRows<
    SumColumns & { owner_set_id: number; step: string }
  >(
    knex,
    sql`
      select owner_set_id, step, passed, known, applicable, entities, with_target, on_target
      from (
        select r.owner_set_id, r.day as step, ${sumColumns(knex, area)}
        from score_days r where ${condition} group by r.owner_set_id, r.day
        union all
        select r.owner_set_id, r.until_day as step, ${sumColumns(
          knex,
          area,
          -1,
        )}
        from score_days r where r.until_day <= ${days.to} and ${condition}
        group by r.owner_set_id, r.until_day
      ) steps`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    day: row.step < days.from ? days.from : row.step,
    sums: toSums(row),
  }));
}
