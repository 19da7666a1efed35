import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Makes the next run of some collectors due now. One that is running is left alone, since its time
 * is the lease of whoever runs it. Two statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Ids of collectors.
 * @returns Those that are running.
 */
export async function makeCollectorsDue(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[]; at: Date },
): Promise<{ running: string[] }> {
  const chosen = () =>
    knex<CollectorRunsRow>('collector_runs').whereIn(
      'collector',
      options.collectors,
    );
  await chosen()
    .whereNot('status', 'running')
    .update({ next_at: options.at.getTime() });
  const running = await chosen().where('status', 'running');
  return { running: running.map(({ collector }) => collector) };
}
