import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Makes the next run of some collectors due now. One that is running is left alone, since its time
 * is the lease of whoever runs it; one that is paused goes on when it may. One that has already gone
 * through a part of the entities runs once more after it. Three statements.
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
  const at = options.at.getTime();
  const chosen = () =>
    knex<CollectorRunsRow>('collector_runs').whereIn(
      'collector',
      options.collectors,
    );
  await chosen()
    .whereNotIn(
      'status',
      options.evenPaused ? ['running'] : ['running', 'paused'],
    )
    .update({ next_at: at });
  await chosen()
    .where(query => {
      query
        .whereNotNull('cursor')
        .modify(
          inner => !options.evenRunning && inner.whereNot('status', 'running'),
        );
      if (options.evenRunning) {
        query.orWhere('status', 'running');
      }
    })
    .update({ requested_at: at });
  const running = await chosen().where('status', 'running');
  return { running: running.map(({ collector }) => collector) };
}
