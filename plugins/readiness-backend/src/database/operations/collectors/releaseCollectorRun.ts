import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';
import { CollectorRunState } from './readCollectorRun';

/**
 * Ends a run over a few entities: the state before it stands again, in one statement. If a run over all
 * was asked for meanwhile, that is due at once.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `startedAt`: identifies the run; `before`: read before it was claimed;
 *   `lastEntityId`: the highest entity key that was looked at.
 */
export async function releaseCollectorRun(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    startedAt: Date;
    before: CollectorRunState;
    lastEntityId: number;
  },
): Promise<void> {
  const { collector, startedAt, before, lastEntityId } = options;
  await knex<CollectorRunsRow>('collector_runs')
    .where({ collector, started_at: startedAt.getTime() })
    .update({
      status: before.status,
      started_at: before.startedAt?.getTime() ?? null,
      run_started_at: before.runStartedAt?.getTime() ?? null,
      next_at: knex.raw(
        'case when requested_at >= ? then requested_at else cast(? as bigint) end',
        [startedAt.getTime(), before.nextAt?.getTime() ?? null],
      ),
      last_entity_id: Math.max(before.lastEntityId, lastEntityId),
    });
}
