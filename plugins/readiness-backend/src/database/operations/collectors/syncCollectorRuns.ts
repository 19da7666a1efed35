import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { CollectorRunsRow } from '../../tables';

/**
 * Keeps one row per connected collector, and takes back what those that are gone reported. At most
 * four statements.
 *
 * @param knex - A transaction.
 * @param options - Ids of all collectors that are connected now.
 * @returns Whether the set differs from the last one: then every answer may differ.
 */
export async function syncCollectorRuns(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[] },
): Promise<{ changed: boolean }> {
  const stored = await rawRows<Pick<CollectorRunsRow, 'collector'>>(
    knex,
    'select collector from collector_runs',
  );
  const known = new Set(stored.map(row => row.collector));
  const wanted = new Set(options.collectors);
  const gone = [...known].filter(collector => !wanted.has(collector));
  const added = [...wanted].filter(collector => !known.has(collector));
  if (gone.length) {
    await knex('collector_runs').whereIn('collector', gone).del();
    // Nobody else would ever take them back.
    await knex('problems').whereIn('reporter', gone).del();
  }
  if (added.length) {
    await knex<CollectorRunsRow>('collector_runs')
      .insert(added.map(collector => ({ collector, status: 'never' })))
      .onConflict('collector')
      .ignore();
  }
  return { changed: gone.length + added.length > 0 };
}
