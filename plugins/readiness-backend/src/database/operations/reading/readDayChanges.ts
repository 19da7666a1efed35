import { Knex } from 'knex';
import { RollupDaysRow } from '../../tables';
import { RowSet } from './readTogether';
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
 * For each scorecard and item how it stood on a day or, where history is shorter, on the first day
 * after it; none where there is only today. `day` is the day that it stood so.
 */
export function dayChangesRowSet(selection: DayChangeSelection): RowSet {
  return {
    query: sql`
      select d.scorecard, d.item, d.passed, d.applicable,
        case when d.day < ${selection.until} then ${selection.until} else d.day end as day
      from rollup_days d
      join (
        select scorecard, item, min(day) as day
        from rollup_days
        where scope = ${selection.scope} and scope_ref = ${selection.scopeRef}
          and day < ${selection.today}
          and (until_day is null or until_day > ${selection.until})
        group by scorecard, item
      ) w on w.scorecard = d.scorecard and w.item = d.item and w.day = d.day
      where d.scope = ${selection.scope} and d.scope_ref = ${selection.scopeRef}`,
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
