import { Knex } from 'knex';
import { CollectorRunsRow, DerivationsRow, StoredNumber } from '../../tables';

/** What each collector did last. */
export function readCollectorRuns(knex: Knex): Promise<CollectorRunsRow[]> {
  return knex<CollectorRunsRow>('collector_runs').select('*');
}

/** When the facts of collectors that are derived were last written, by id. */
export async function readDerivedTimes(
  knex: Knex,
): Promise<Map<string, StoredNumber | null>> {
  const rows = await knex<DerivationsRow>('derivations').select(
    'collector',
    'derived_at',
  );
  return new Map(rows.map(row => [row.collector, row.derived_at]));
}
