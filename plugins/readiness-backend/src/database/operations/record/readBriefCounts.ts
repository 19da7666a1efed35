import { Knex } from 'knex';
import { RollupDaysRow } from '../../tables';
import { readTogether } from '../reading/readTogether';
import { sql, SqlFragment } from '../reading/SqlFragment';
import { hiddenRowSet } from './readTrackRecord';
import { recordEntries, RecordRange, RecordSelection } from './RecordSelection';

/** A snapshot of a team. */
export type TeamSnapshot = Pick<
  RollupDaysRow,
  'day' | 'passed' | 'applicable' | 'entities' | 'on_target'
>;

/** What was counted in a range of days. */
export interface RangeCounts {
  entries: Array<{ kind: string; count: number }>;
  /** The last one of the range; undefined: none was taken. */
  snapshot: TeamSnapshot | undefined;
}

const snapshotColumns = [
  'day',
  'passed',
  'applicable',
  'entities',
  'on_target',
] as const;

/**
 * Counts the entries of two ranges of days, and reads the last snapshot of each, with one statement.
 *
 * @param options - `scorecards`: names of those whose levels the reader may see; `snapshots`: the scorecard
 *   of the snapshots, or null where the reader is told none
 */
export async function readBriefCounts(
  knex: Knex,
  options: RecordSelection & {
    scorecards: readonly string[];
    snapshots: string | null;
    before: Required<RecordRange>;
    after: Required<RecordRange>;
  },
): Promise<{ before: RangeCounts; after: RangeCounts; hidden: number }> {
  const entriesOf = (range: RecordRange) => ({
    query: sql`select kind, count(*) as count
      from (${recordEntries(knex, { ...options, range })}) entries
      where kind <> 'deployment' group by kind order by kind`,
    columns: ['kind', 'count'],
  });
  // A row stands until it differs: the day is the last one of the range on which it did, as far as is known.
  const snapshotOf = (range: Required<RecordRange>) => ({
    query: sql`select ${columns()} from (
        select r.passed, r.applicable, r.entities, r.on_target, max(s.day) as day
        from rollup_days r
        join snapshot_days s on s.scorecard = r.scorecard
          and s.day >= r.day and (r.until_day is null or s.day < r.until_day)
        where r.scope = 'team' and r.scope_ref = ${options.subject.ref}
          and r.scorecard = ${options.snapshots} and r.item = ''
          and r.day <= ${range.to} and (r.until_day is null or r.until_day > ${
      range.from
    })
          and s.day >= ${range.from} and s.day <= ${range.to}
        group by r.day, r.passed, r.applicable, r.entities, r.on_target
      ) stood
      order by day desc limit 1`,
    columns: snapshotColumns,
  });
  const read = await readTogether<{
    before: { kind: string; count: number };
    after: { kind: string; count: number };
    earlier: TeamSnapshot;
    later: TeamSnapshot;
    hidden: { count: number };
  }>(knex, {
    before: entriesOf(options.before),
    after: entriesOf(options.after),
    earlier: snapshotOf(options.before),
    later: snapshotOf(options.after),
    hidden: hiddenRowSet(options),
  });
  return {
    before: { entries: read.before, snapshot: read.earlier[0] },
    after: { entries: read.after, snapshot: read.later[0] },
    hidden: Number(read.hidden[0].count),
  };
}

function columns(): SqlFragment {
  return { sql: snapshotColumns.join(', '), bindings: [] };
}
