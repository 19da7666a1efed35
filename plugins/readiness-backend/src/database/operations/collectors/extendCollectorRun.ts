import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Says that a run is alive, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `startedAt`: identifies the run.
 * @returns false: it was taken for dead, and another one took its place.
 */
export async function extendCollectorRun(
  knex: Knex | Knex.Transaction,
  options: { collector: string; startedAt: Date; leaseUntil: Date },
): Promise<boolean> {
  const rows = await knex<CollectorRunsRow>('collector_runs')
    .where({
      collector: options.collector,
      status: 'running',
      started_at: options.startedAt.getTime(),
    })
    .update({ next_at: options.leaseUntil.getTime() });
  return rows > 0;
}
