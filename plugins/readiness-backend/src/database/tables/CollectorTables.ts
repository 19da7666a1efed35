import { StoredNumber, TableColumns } from './TableColumns';

/** What a collector did last. */
export interface CollectorRunsRow {
  collector: string;
  /** `never`, `running`, `paused`, `succeeded` or `failed`. */
  status: string;
  /** When a process last took it up: identifies whose it is. */
  started_at: StoredNumber | null;
  finished_at: StoredNumber | null;
  /** Complete runs so far; the first one is the initial population. */
  completed: number;
  observed: number;
  absent: number;
  failed: number;
  /** Runs in a row that failed; decides the back-off. */
  attempt: number;
  /** When the next run over all entities is due; null: at once. */
  next_at: StoredNumber | null;
  /** The highest `entities.id` that it has looked at: higher ones are new to it. */
  last_entity_id: number;
  last_error: string | null;
  /** Digest of what it looks for; another one makes it due. Null: never registered since there is one. */
  signature: string | null;
  /** JSON, see `RunCursor`: where a run over all entities goes on. Null: at the beginning. */
  cursor: string | null;
  /** When the run began that the cursor belongs to, in whatever process. */
  run_started_at: StoredNumber | null;
  /** When another run was asked for while one was under way or paused. */
  requested_at: StoredNumber | null;
  unchanged: number;
  /** How often an entity was put off. */
  deferred: number;
}

/** Requests made of a host within an hour, by all replicas. */
export interface RequestBudgetsRow {
  host: string;
  /** Hours since the epoch. */
  hour: number;
  used: number;
}

/** Tables of what collectors did, and of the requests that they made. */
export interface CollectorTables {
  collector_runs: CollectorRunsRow;
  request_budgets: RequestBudgetsRow;
}

/** The columns of {@link CollectorTables}. */
export const collectorColumns: TableColumns<CollectorTables> = {
  collector_runs: {
    collector: 'text',
    status: 'text',
    started_at: 'bigint',
    finished_at: 'bigint',
    completed: 'integer',
    observed: 'integer',
    absent: 'integer',
    failed: 'integer',
    attempt: 'integer',
    next_at: 'bigint',
    last_entity_id: 'integer',
    last_error: 'text',
    signature: 'text',
    cursor: 'text',
    run_started_at: 'bigint',
    requested_at: 'bigint',
    unchanged: 'integer',
    deferred: 'integer',
  },
  request_budgets: {
    host: 'text',
    hour: 'integer',
    used: 'integer',
  },
};
