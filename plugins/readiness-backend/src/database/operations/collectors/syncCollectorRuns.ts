import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { CollectorRunsRow } from '../../tables';
import { requestedAtSql } from './makeCollectorsDue';

/** A collector that is connected now. */
export interface ConnectedCollector {
  id: string;
  /** At most 64 characters that change with what it looks for. */
  signature: string;
}

/**
 * Keeps one row per connected collector, and takes back what those that are gone reported. One
 * that looks for something else than before is due at once, since its facts lack it; if it is
 * running, right after that.
 *
 * @param knex - A transaction.
 * @param options - All collectors that are connected now; `at`: now.
 * @returns `changed`: whether the set differs from the last one, then every answer may differ;
 *   `renewed`: ids of those that look for something else than before.
 */
export async function syncCollectorRuns(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly ConnectedCollector[]; at?: Date },
): Promise<{ changed: boolean; renewed: string[] }> {
  const at = (options.at ?? new Date()).getTime();
  const stored = await rawRows<
    Pick<CollectorRunsRow, 'collector' | 'signature'>
  >(knex, 'select collector, signature from collector_runs');
  const known = new Map(stored.map(row => [row.collector, row.signature]));
  const wanted = new Set(options.collectors.map(({ id }) => id));
  const gone = [...known.keys()].filter(collector => !wanted.has(collector));
  const added = options.collectors.filter(({ id }) => !known.has(id));
  if (gone.length) {
    await knex('collector_runs').whereIn('collector', gone).del();
    // Nobody else would ever take them back.
    await knex('problems').whereIn('reporter', gone).del();
  }
  if (added.length) {
    await knex<CollectorRunsRow>('collector_runs')
      .insert(
        added.map(({ id, signature }) => ({
          collector: id,
          status: 'never',
          signature,
        })),
      )
      .onConflict('collector')
      .ignore();
  }
  const renewed = options.collectors.filter(
    ({ id, signature }) => known.has(id) && known.get(id) !== signature,
  );
  for (const { id, signature } of renewed) {
    // One statement: a run may end between two.
    await rawRows(
      knex,
      `update collector_runs set signature = ?,
         next_at = case when status = 'running' then next_at else ? end,
         cursor = case when status = 'running' then cursor end,
         requested_at = case when status = 'running' then ${requestedAtSql} else requested_at end
       where collector = ?`,
      [signature, at, at, at, id],
    );
  }
  return {
    changed: gone.length + added.length > 0,
    renewed: renewed.map(({ id }) => id),
  };
}
