import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredBoolean } from '../../tables';
import { bulkUpsert } from '../bulk';

/** Of which days there are snapshots of a scorecard. */
export interface SnapshotState {
  /** The first one that was taken before it was over; null: none. */
  incomplete: string | null;
  last: string;
  /** Something stood at the end of the last one. */
  isOpen: boolean;
}

/**
 * Reads of which days there are snapshots, by name of scorecard. One query.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Scorecards without any are absent.
 */
export async function readSnapshotStates(
  knex: Knex | Knex.Transaction,
): Promise<Map<string, SnapshotState>> {
  const rows = await rawRows<{
    scorecard: string;
    last: string;
    incomplete: string | null;
    open: StoredBoolean;
  }>(
    knex,
    `select d.scorecard, max(d.day) as last,
       min(case when not d.complete then d.day end) as incomplete,
       exists (select 1 from rollup_days r
         where r.scorecard = d.scorecard and r.until_day is null) as open
     from snapshot_days d group by d.scorecard`,
  );
  return new Map(
    rows.map(({ scorecard, last, incomplete, open }) => [
      scorecard,
      { last, incomplete, isOpen: Boolean(open) },
    ]),
  );
}

/**
 * Reads the names of scorecards that something was evaluated by, and of which there is no snapshot yet: also of one
 * that was taken back before its first one. One query.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function readUnseenScorecards(
  knex: Knex | Knex.Transaction,
): Promise<string[]> {
  const rows = await rawRows<{ name: string }>(
    knex,
    `select distinct d.name from definitions d
     where not exists (select 1 from snapshot_days s where s.scorecard = d.name)
       and exists (select 1 from score_days r where r.scorecard = d.name)`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Reads on which day something was counted first, by name of scorecard: from then on there is something to take
 * snapshots of. What was there when movements began to be booked has no day. One query.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function readFirstDays(
  knex: Knex | Knex.Transaction,
): Promise<Map<string, string>> {
  const rows = await rawRows<{ scorecard: string; day: string }>(
    knex,
    `select scorecard, min(day) as day from movements
     where day > '1970-01-01' group by scorecard`,
  );
  return new Map(rows.map(({ scorecard, day }) => [scorecard, day]));
}

/**
 * Notes that there is a snapshot of a day. One statement.
 *
 * @param trx - The transaction that wrote it.
 * @param options - `isComplete`: the day was over.
 */
export async function noteSnapshotDay(
  trx: Knex.Transaction,
  options: { scorecard: string; day: string; at: Date; isComplete: boolean },
): Promise<void> {
  await bulkUpsert(trx, {
    table: 'snapshot_days',
    key: ['scorecard', 'day'],
    rows: [
      {
        scorecard: options.scorecard,
        day: options.day,
        taken_at: options.at.getTime(),
        complete: options.isComplete,
      },
    ],
  });
}
