import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/** How a run over all entities ended. */
export interface CollectorRunOutcome {
  collector: string;
  /** Identifies the run: one that was taken for dead leaves no trace. */
  startedAt: Date;
  at: Date;
  /** When the next one is due. */
  nextAt: Date;
  /** How many entities were said what about; undefined leaves the numbers as they are. */
  counts?: Partial<
    Record<'observed' | 'unchanged' | 'absent' | 'failed' | 'deferred', number>
  >;
  /** Undefined: it succeeded. At most 1,000 characters are kept. */
  error?: string;
  /** It was complete: counts towards `completed`. */
  complete: boolean;
  /** The highest entity key that was looked at; undefined leaves it. */
  lastEntityId?: number;
  /** Where a failed run goes on; default: the next one begins at the beginning. */
  cursor?: string | null;
}

/**
 * Notes how a run ended, in one statement. If another run was asked for while it was under way, that
 * is due at once.
 *
 * @param knex - A knex instance or a transaction.
 * @returns false: it was taken for dead, or the collector is gone, and nothing was noted.
 */
export async function finishCollectorRun(
  knex: Knex | Knex.Transaction,
  outcome: CollectorRunOutcome,
): Promise<boolean> {
  const failed = outcome.error !== undefined;
  const rows = await knex<CollectorRunsRow>('collector_runs')
    .where({
      collector: outcome.collector,
      started_at: outcome.startedAt.getTime(),
    })
    .update({
      status: failed ? 'failed' : 'succeeded',
      finished_at: outcome.at.getTime(),
      next_at: failed
        ? outcome.nextAt.getTime()
        : knex.raw(
            'case when requested_at >= run_started_at then cast(? as bigint) else cast(? as bigint) end',
            [outcome.at.getTime(), outcome.nextAt.getTime()],
          ),
      cursor: outcome.cursor ?? null,
      attempt: failed ? knex.raw('attempt + 1') : 0,
      last_error:
        outcome.error === undefined ? null : storableText(outcome.error, 1_000),
      ...(outcome.complete ? { completed: knex.raw('completed + 1') } : {}),
      ...outcome.counts,
      ...(outcome.lastEntityId === undefined
        ? {}
        : { last_entity_id: outcome.lastEntityId }),
    });
  return rows > 0;
}
