import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * Frees what a process had claimed of the past that was killed: a clock that stands still never comes to
 * the end of a lease. To be called by whoever has taken a replay over, before it evaluates. Three
 * statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `collector`: id of the collector that was running; `now`: as the replay has it.
 */
export async function freeClaims(
  knex: Knex | Knex.Transaction,
  options: { collector: string; now: Date },
): Promise<void> {
  const now = options.now.getTime();
  await rawRows(
    knex,
    'update evaluation_queue set next_at = ? where attempts > 0 and next_at > ?',
    [now, now],
  );
  await rawRows(
    knex,
    'update derivations set ticket = null, lease_until = null where ticket is not null',
  );
  await rawRows(
    knex,
    `update collector_runs set status = 'failed'
     where collector = ? and status = 'running'`,
    [options.collector],
  );
}
