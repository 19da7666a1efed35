import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/** Whose replay it is. */
export interface ReplayTicket {
  id: string;
  ticket: string;
}

/**
 * Notes that a day is done. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `day`: `YYYY-MM-DD`; `facts`, `refused`: items told so far, and of them those that
 *   could not be taken.
 * @returns false where another replica has taken over.
 */
export async function saveReplayDay(
  knex: Knex | Knex.Transaction,
  options: ReplayTicket & { day: string; facts: number; refused: number },
): Promise<boolean> {
  const { id, ticket, day, facts, refused } = options;
  const rows = await rawRows(
    knex,
    `update replays set day = ?, facts = ?, refused = ?
     where id = ? and ticket = ? returning id`,
    [day, facts, refused, id, ticket],
  );
  return rows.length > 0;
}

/**
 * Ends a replay for good. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `now`: of the real clock; `error`: why it was broken off, one sentence. Default: it was
 *   not.
 * @returns false where another replica has taken over.
 */
export async function finishReplay(
  knex: Knex | Knex.Transaction,
  options: ReplayTicket & { now: Date; error?: string },
): Promise<boolean> {
  const { id, ticket, now, error } = options;
  const rows = await rawRows(
    knex,
    `update replays set status = ?, finished_at = ?, last_error = ?,
       ticket = null, lease_until = null
     where id = ? and ticket = ? returning id`,
    [
      error === undefined ? 'completed' : 'failed',
      now.getTime(),
      error ?? null,
      id,
      ticket,
    ],
  );
  return rows.length > 0;
}

/**
 * Gives a replay back, so that whoever asks next goes on at once. One statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function releaseReplay(
  knex: Knex | Knex.Transaction,
  options: ReplayTicket,
): Promise<void> {
  await rawRows(
    knex,
    'update replays set ticket = null, lease_until = null where id = ? and ticket = ?',
    [options.id, options.ticket],
  );
}
