import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Notes that a run over all entities began, in one statement. `nextAt` is when it is taken for
 * dead: a process that is killed half-way leaves nothing else behind.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Id of the collector, and times.
 */
export async function startCollectorRun(
  knex: Knex | Knex.Transaction,
  options: { collector: string; at: Date; nextAt: Date },
): Promise<void> {
  await knex<CollectorRunsRow>('collector_runs')
    .insert({
      collector: options.collector,
      status: 'running',
      started_at: options.at.getTime(),
      next_at: options.nextAt.getTime(),
    })
    .onConflict('collector')
    .merge(['status', 'started_at', 'next_at']);
}
