import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Stops a run that goes on later, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `startedAt`: identifies the run; `nextAt`: when it goes on; `cursor`: where,
 *   null at the beginning; `reason`: one sentence.
 */
export async function pauseCollectorRun(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    startedAt: Date;
    nextAt: Date;
    cursor: string | null;
    reason: string;
  },
): Promise<void> {
  await knex<CollectorRunsRow>('collector_runs')
    .where({
      collector: options.collector,
      started_at: options.startedAt.getTime(),
    })
    .update({
      status: 'paused',
      next_at: options.nextAt.getTime(),
      cursor: options.cursor,
      last_error: storableText(options.reason, 1_000),
    });
}
