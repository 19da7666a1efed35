import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { CollectorRunsRow } from '../../tables';

/**
 * Begins a run, unless one is under way: of all replicas that try, one gets it. While a run lasts,
 * `next_at` is when it is taken for dead. Two statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `at`: identifies the run from now on; `leaseUntil`: later than `at`.
 * @returns Whether the run is the caller's.
 */
export async function claimCollectorRun(
  knex: Knex | Knex.Transaction,
  options: { collector: string; at: Date; leaseUntil: Date },
): Promise<boolean> {
  const { collector, at, leaseUntil } = options;
  await knex<CollectorRunsRow>('collector_runs')
    .insert({ collector, status: 'never' })
    .onConflict('collector')
    .ignore();
  const rows = await rawRows(
    knex,
    `update collector_runs set status = 'running', started_at = ?, next_at = ?
     where collector = ? and (status <> 'running' or next_at <= ?)
     returning collector`,
    [at.getTime(), leaseUntil.getTime(), collector, at.getTime()],
  );
  return rows.length > 0;
}
