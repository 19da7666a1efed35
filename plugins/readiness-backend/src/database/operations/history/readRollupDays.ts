import { Knex } from 'knex';
import { RollupDaysRow } from '../../tables';
import { readTogether } from '../reading/readTogether';
import { sql } from '../reading/SqlFragment';
import { Days } from './HistorySelection';
import { snapshotDaysRowSet } from './readMemberships';

/** Sums of a scope from a day on. */
export type StoredRollupDay = Pick<
  RollupDaysRow,
  | 'item'
  | 'day'
  | 'until_day'
  | 'passed'
  | 'known'
  | 'applicable'
  | 'entities'
  | 'with_target'
  | 'on_target'
>;

/**
 * Reads the snapshots of a scope that stood within some days, and of which days there are any: one statement.
 *
 * @param options - `items`: of which each is read by itself
 */
export async function readRollupDays(
  knex: Knex,
  options: {
    scope: string;
    scopeRef: string;
    scorecard: string;
    items: readonly [string, string?];
    days: Days;
  },
): Promise<{ rows: StoredRollupDay[]; snapshotDays: string[] }> {
  const { days, scorecard } = options;
  const [first, second = first] = options.items;
  const read = await readTogether<{
    rows: StoredRollupDay;
    days: { day: string };
  }>(knex, {
    rows: {
      query: sql`
        select d.item, d.day, d.until_day, d.passed, d.known, d.applicable,
          d.entities, d.with_target, d.on_target
        from rollup_days d
        where d.scope = ${options.scope} and d.scope_ref = ${options.scopeRef}
          and d.scorecard = ${scorecard} and d.item in (${first}, ${second})
          and d.day <= ${days.to}
          and (d.until_day is null or d.until_day > ${days.from})`,
      columns: [
        'item',
        'day',
        'until_day',
        'passed',
        'known',
        'applicable',
        'entities',
        'with_target',
        'on_target',
      ],
    },
    days: snapshotDaysRowSet(scorecard, days),
  });
  return { rows: read.rows, snapshotDays: read.days.map(({ day }) => day) };
}
