import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/** What one push brought of one fact. */
export interface NotedPush {
  collector: string;
  /** Of how many items what became; at least one of them is not 0. */
  counts: Record<'observed' | 'unchanged' | 'absent' | 'failed', number>;
  /** Why the first of those that were refused was; undefined where none was. */
  refusal?: string;
}

/**
 * Notes pushes as the last run of their collectors, one statement a collector. A push of which nothing
 * was taken is a failed run. Collectors that have no row are passed over.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `at`: now.
 */
export async function notePushes(
  knex: Knex | Knex.Transaction,
  options: { pushes: readonly NotedPush[]; at: Date },
): Promise<void> {
  const at = options.at.getTime();
  for (const { collector, counts, refusal } of options.pushes) {
    const isTaken = counts.observed + counts.unchanged + counts.absent > 0;
    await knex<CollectorRunsRow>('collector_runs')
      .where({ collector })
      .update({
        ...counts,
        status: isTaken ? 'succeeded' : 'failed',
        attempt: isTaken ? 0 : knex.raw('attempt + 1'),
        completed: knex.raw('completed + 1'),
        started_at: at,
        finished_at: at,
        last_error: refusal === undefined ? null : storableText(refusal, 1_000),
      });
  }
}
