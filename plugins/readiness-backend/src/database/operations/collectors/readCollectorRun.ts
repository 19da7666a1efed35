import { Knex } from 'knex';
import { CollectorRunsRow } from '../../tables';

/** What a collector did last; times as `Date`. */
export interface CollectorRunState {
  status: 'never' | 'running' | 'succeeded' | 'failed';
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When the next run over all entities is due; null: at once. */
  nextAt: Date | null;
  /** Complete runs so far. */
  completed: number;
  /** Entities of which the last run said something. */
  observed: number;
  /** Runs in a row that failed. */
  attempt: number;
  /** The highest entity key that it has looked at. */
  lastEntityId: number;
}

/**
 * Reads the state of a collector, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Id of the collector; one that has no row has never run.
 */
export async function readCollectorRun(
  knex: Knex | Knex.Transaction,
  options: { collector: string },
): Promise<CollectorRunState> {
  const row = await knex<CollectorRunsRow>('collector_runs')
    .where({ collector: options.collector })
    .first();
  const date = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : new Date(Number(value));
  return {
    status: readStatus(row?.status),
    startedAt: date(row?.started_at),
    finishedAt: date(row?.finished_at),
    nextAt: date(row?.next_at),
    completed: row?.completed ?? 0,
    observed: row?.observed ?? 0,
    attempt: row?.attempt ?? 0,
    lastEntityId: row?.last_entity_id ?? 0,
  };
}

function readStatus(status: string | undefined): CollectorRunState['status'] {
  switch (status) {
    case 'running':
    case 'succeeded':
    case 'failed':
      return status;
    default:
      return 'never';
  }
}
