import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/** What each collector did last. */
export function readCollectorRuns(knex: Knex): Promise<CollectorRunsRow[]> {
  return knex<CollectorRunsRow>('collector_runs').select('*');
}
