import { Knex } from 'knex';
import { CollectorRunsRow, StoredNumber } from '../../tables';

/** What a collector did last; times as `Date`. */
export interface CollectorRunState {
  status: 'never' | 'running' | 'paused' | 'succeeded' | 'failed';
  /** When a process took it up. */
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When the run began, in whatever process. */
  runStartedAt: Date | null;
  /** When another run was asked for while one was under way or paused. */
  requestedAt: Date | null;
  /** When the next run over all entities is due, or goes on; null: at once. */
  nextAt: Date | null;
  /** Complete runs so far. */
  completed: number;
  /** Entities of which the last run said something. */
  observed: number;
  /** Runs in a row that failed. */
  attempt: number;
  /** The highest entity key that it has looked at. */
  lastEntityId: number;
  /** Where a run that was interrupted goes on; null: at the beginning. */
  cursor: string | null;
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
  return toState(row);
}

/**
 * As {@link readCollectorRun} for several collectors, in one statement.
 *
 * @returns The states by id, of each that was asked for.
 */
export async function readCollectorRunStates(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[] },
): Promise<Map<string, CollectorRunState>> {
  const rows = await knex<CollectorRunsRow>('collector_runs').whereIn(
    'collector',
    options.collectors,
  );
  const byId = new Map(rows.map(row => [row.collector, row]));
  return new Map(
    options.collectors.map(id => [id, toState(byId.get(id))] as const),
  );
}

function toState(row: CollectorRunsRow | undefined): CollectorRunState {
  const date = (value: StoredNumber | null | undefined) =>
    value === null || value === undefined ? null : new Date(Number(value));
  return {
    status: readStatus(row?.status),
    startedAt: date(row?.started_at),
    finishedAt: date(row?.finished_at),
    runStartedAt: date(row?.run_started_at),
    requestedAt: date(row?.requested_at),
    nextAt: date(row?.next_at),
    completed: row?.completed ?? 0,
    observed: row?.observed ?? 0,
    attempt: row?.attempt ?? 0,
    lastEntityId: row?.last_entity_id ?? 0,
    cursor: row?.cursor ?? null,
  };
}

/**
 * @param status - As it is stored.
 * @returns `never` for anything that is not written here.
 */
export function readStatus(
  status: string | undefined,
): CollectorRunState['status'] {
  switch (status) {
    case 'running':
    case 'paused':
    case 'succeeded':
    case 'failed':
      return status;
    default:
      return 'never';
  }
}
