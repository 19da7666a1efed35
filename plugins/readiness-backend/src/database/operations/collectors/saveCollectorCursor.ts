import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/**
 * Notes how far a run has come, in one statement: together with what it wrote, or not at all.
 *
 * @param trx - The transaction that writes what was observed.
 * @param options - `startedAt`: identifies the run; `cursor`: null at the beginning.
 * @returns false: it was taken for dead, and another one took its place.
 */
export async function saveCollectorCursor(
  trx: Knex.Transaction,
  options: { collector: string; startedAt: Date; cursor: string | null },
): Promise<boolean> {
  const rows = await trx<CollectorRunsRow>('collector_runs')
    .where({
      collector: options.collector,
      status: 'running',
      started_at: options.startedAt.getTime(),
    })
    .update({ cursor: options.cursor });
  return rows > 0;
}
