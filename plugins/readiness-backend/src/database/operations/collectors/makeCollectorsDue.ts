import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { textSet } from '../bulk';

/**
 * When a run was asked for, as it is noted: not before the one that is under way, even where the clock of
 * whoever asks is behind that of whoever runs. Takes the time twice.
 */
export const requestedAtSql =
  'case when started_at > ? then started_at else ? end';

/**
 * Makes the next run of some collectors due now. One that is running is left alone, since its time
 * is the lease of whoever runs it; one that is paused goes on when it may. One that has already gone
 * through a part of the entities runs once more after it.
 *
 * One statement: whether a collector runs is decided under the lock of its row, so that none ends between
 * a look and the note.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Ids of collectors; `evenRunning`: one that is running runs once more, too;
 *   `evenPaused`: one that is paused goes on at once.
 * @returns Those that are running.
 */
export async function makeCollectorsDue(
  knex: Knex | Knex.Transaction,
  options: {
    collectors: readonly string[];
    at: Date;
    evenRunning?: boolean;
    evenPaused?: boolean;
  },
): Promise<{ running: string[] }> {
  const { collectors, evenRunning = false, evenPaused = false } = options;
  if (!collectors.length) {
    return { running: [] };
  }
  const at = options.at.getTime();
  const chosen = textSet(knex, 'collector', collectors);
  const busy = evenPaused ? `('running')` : `('running', 'paused')`;
  const again = evenRunning
    ? `(cursor is not null or status = 'running')`
    : `(cursor is not null and status <> 'running')`;
  const rows = await rawRows<{ collector: string; status: string }>(
    knex,
    `update collector_runs set
       next_at = case when status in ${busy} then next_at else ? end,
       requested_at = case when ${again} then ${requestedAtSql} else requested_at end
     where ${chosen.sql}
     returning collector, status`,
    [at, at, at, ...chosen.bindings],
  );
  return {
    running: rows
      .filter(({ status }) => status === 'running')
      .map(({ collector }) => collector),
  };
}
