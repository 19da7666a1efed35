import { Knex } from 'knex';
import { OutcomeCounts } from '@team-readiness/backstage-plugin-readiness-common';
import { allOf, readRows, sql } from '../reading/SqlFragment';
import { Days, everOwnedBy } from './HistorySelection';

/** By how much the outcomes of an owner set changed with a day. */
export interface OutcomeStep {
  ownerSetId: number;
  day: string;
  counts: OutcomeCounts;
}

type Row = Record<string, string | number>;

/**
 * Outcomes of a check, day by day and by owner set, from the snapshots of owner sets. One statement.
 *
 * @param options - `team`: only what it, or a group below it, ever owned
 */
export async function readCheckSteps(
  knex: Knex,
  options: { checkKey: number; team?: string; days: Days },
): Promise<OutcomeStep[]> {
  const { days, team } = options;
  const condition = allOf([
    sql`r.check_key = ${options.checkKey}`,
    sql`r.day <= ${days.to}`,
    sql`r.until_day is null or r.until_day > ${days.from}`,
    ...(team === undefined ? [] : [everOwnedBy(team, sql`r.owner_set_id`)]),
  ]);
  const rows = await readRows<Row>(
    knex,
    sql`
      select r.owner_set_id, r.day as step, r.passed, r.failed, r.unknown, r.errors,
        r.exempt, r.not_applicable
      from check_days r where ${condition}
      union all
      select r.owner_set_id, r.until_day as step, -r.passed, -r.failed, -r.unknown,
        -r.errors, -r.exempt, -r.not_applicable
      from check_days r where r.until_day <= ${days.to} and ${condition}`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    day: clip(String(row.step), days),
    counts: {
      pass: Number(row.passed),
      fail: Number(row.failed),
      unknown: Number(row.unknown),
      notApplicable: Number(row.not_applicable),
      exempt: Number(row.exempt),
      error: Number(row.errors),
    },
  }));
}

function clip(day: string, days: Days): string {
  return day < days.from ? days.from : day;
}
