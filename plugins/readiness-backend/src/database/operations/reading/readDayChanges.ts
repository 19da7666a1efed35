import { Knex } from 'knex';
import { RollupDaysRow } from '../../tables';
import { RowSet } from './readPackedRows';
import { readRows, sql } from './SqlFragment';

/** A snapshot to compare with. */
export type DaySnapshot = Pick<
  RollupDaysRow,
  'scorecard' | 'item' | 'day' | 'passed' | 'applicable'
>;

/** Which snapshots are compared with. */
export interface DayChangeSelection {
  scope: 'organisation' | 'team';
  /** Group ref, or '' for the organisation. */
  scopeRef: string;
  /** `YYYY-MM-DD`, UTC: its own snapshot is left out. */
  today: string;
  /** `YYYY-MM-DD`, UTC: the latest day that is wanted. */
  until: string;
}

/**
 * For each scorecard and item how it stood on a day or, where nothing was counted on it, on the first day
 * after it on which something was; none where there is only today. `day` is the day that it stood so.
 */
export function dayChangesRowSet(selection: DayChangeSelection): RowSet {
  return {
    query: sql`
      select scorecard, item, passed, applicable,
        case when day < ${selection.until} then ${selection.until} else day end as day
      from (
        select d.scorecard, d.item, d.passed, d.applicable, d.day,
          row_number() over (partition by d.scorecard, d.item order by d.day) as place
        from rollup_days d
        where d.scope = ${selection.scope} and d.scope_ref = ${selection.scopeRef}
          and d.day < ${selection.today} and d.applicable > 0
          and (d.until_day is null or d.until_day > ${selection.until})
      ) w
      where place = 1`,
    columns: ['scorecard', 'item', 'day', 'passed', 'applicable'],
  };
}

/** Reads the snapshots of {@link dayChangesRowSet}. */
export function readDayChanges(
  knex: Knex,
  selection: DayChangeSelection,
): Promise<DaySnapshot[]> {
  return readRows(knex, dayChangesRowSet(selection).query);
}
