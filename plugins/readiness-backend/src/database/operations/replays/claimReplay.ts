import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { ReplaysRow } from '../../tables';

/** Where a replay stands. */
export interface StoredReplay {
  status: 'running' | 'completed' | 'refused' | 'failed';
  /** The present, as it was when it began. */
  until: Date;
  /** The last day (`YYYY-MM-DD`) that is done. */
  day: string | null;
  facts: number;
  refused: number;
}

/** A replay that is the caller's as long as its ticket stands. */
export interface ClaimedReplay extends StoredReplay {
  ticket: string;
}

/**
 * Begins a replay, or takes one up that nobody is at. Of all replicas that try, one gets it. At most
 * five statements.
 *
 * Where something was evaluated before there was a replay, it is refused, for good: the present would be
 * written over by the past.
 *
 * @param knex - Not a transaction.
 * @param options - `id`: of the replay; `series`: ids of what is replayed; `now`: of the real clock;
 *   `leaseMs`: after this long without a sign of life it is anybody's.
 * @returns `claimed` where it is the caller's now, else where it `stands`.
 */
export async function claimReplay(
  knex: Knex,
  options: {
    id: string;
    series: readonly string[];
    now: Date;
    leaseMs: number;
  },
): Promise<{ claimed: ClaimedReplay } | { stands: StoredReplay }> {
  const { id, series, leaseMs } = options;
  const now = options.now.getTime();
  const stored = await knex<ReplaysRow>('replays').where({ id }).first();
  if (!stored) {
    const refused = await hasHistory(knex);
    await knex<ReplaysRow>('replays')
      .insert({
        id,
        series: series.join(','),
        status: refused ? 'refused' : 'running',
        until_at: now,
        facts: 0,
        refused: 0,
        started_at: now,
        finished_at: refused ? now : null,
      })
      .onConflict('id')
      .ignore();
  }
  const ticket = randomUUID();
  const [claimed] = await rawRows<ReplaysRow>(
    knex,
    `update replays set ticket = ?, lease_until = ?
     where id = ? and status = 'running'
       and (ticket is null or lease_until <= ?)
     returning *`,
    [ticket, now + leaseMs, id, now],
  );
  if (claimed) {
    return { claimed: { ...toReplay(claimed), ticket } };
  }
  const [row] = await rawRows<ReplaysRow>(
    knex,
    'select * from replays where id = ?',
    [id],
  );
  return { stands: toReplay(row) };
}

function toReplay(row: ReplaysRow): StoredReplay {
  return {
    status: row.status as StoredReplay['status'],
    until: new Date(Number(row.until_at)),
    day: row.day,
    facts: row.facts,
    refused: row.refused,
  };
}

/** Was anything evaluated here, ever? */
async function hasHistory(knex: Knex): Promise<boolean> {
  const rows = await rawRows(
    knex,
    `select 1 where exists (select 1 from results)
       or exists (select 1 from transitions)
       or exists (select 1 from rollup_days)`,
  );
  return rows.length > 0;
}
