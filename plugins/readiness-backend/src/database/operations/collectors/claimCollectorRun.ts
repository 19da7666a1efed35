import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { CollectorRunsRow } from '../../tables';

/** So long a run is left to replicas that have the version of the collector that was started last. */
const othersFirstMs = 600_000;

/** A run that was taken up. */
export interface ClaimedRun {
  /** When it began, in whatever process. */
  runStartedAt: Date;
  /** Where it goes on; null: at the beginning. */
  cursor: string | null;
}

/**
 * Takes up a run, unless one is under way: of all replicas that try, one gets it. A run that was
 * paused, or killed, goes on where it was; one that begins anew is what was asked for before. While a run
 * lasts, `next_at` is when it is taken for dead. Two statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `at`: identifies whose the run is from now on; `leaseUntil`: later than `at`;
 *   `restartBefore`: a failed run that began before then starts anew. Default: it never does.
 *   `signature`: of the collector, as the caller has it. Where other replicas have another version, the
 *   run is left to them for ten minutes. Default: the caller's version does not matter.
 *   `lastStartedAt`: when it was last taken up, as the caller has read it; if somebody has run it since,
 *   nothing is claimed. Default: that does not matter.
 * @returns undefined: the run is not the caller's.
 */
export async function claimCollectorRun(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    at: Date;
    leaseUntil: Date;
    restartBefore?: Date;
    signature?: string;
    lastStartedAt?: Date | null;
  },
): Promise<ClaimedRun | undefined> {
  const { collector, at, leaseUntil, signature } = options;
  const isOurs =
    signature === undefined
      ? { sql: 'true', bindings: [] }
      : {
          sql: '(signature is null or signature = ? or next_at <= ?)',
          bindings: [signature, at.getTime() - othersFirstMs],
        };
  const isAsRead =
    options.lastStartedAt === undefined
      ? { sql: 'true', bindings: [] }
      : {
          sql: 'coalesce(started_at, 0) = ?',
          bindings: [options.lastStartedAt?.getTime() ?? 0],
        };
  const restartBefore = options.restartBefore?.getTime() ?? 0;
  await knex<CollectorRunsRow>('collector_runs')
    .insert({ collector, status: 'never' })
    .onConflict('collector')
    .ignore();
  const isNew = `cursor is null or (status = 'failed' and run_started_at <= ?)`;
  const [row] = await rawRows<
    Pick<CollectorRunsRow, 'cursor' | 'run_started_at'>
  >(
    knex,
    `update collector_runs set status = 'running', started_at = ?, next_at = ?,
       run_started_at = case when ${isNew} then ? else run_started_at end,
       cursor = case when ${isNew} then null else cursor end,
       requested_at = case when ${isNew} then null else requested_at end
     where collector = ? and (status <> 'running' or next_at <= ?)
       and ${isOurs.sql} and ${isAsRead.sql}
     returning cursor, run_started_at`,
    [
      at.getTime(),
      leaseUntil.getTime(),
      restartBefore,
      at.getTime(),
      restartBefore,
      restartBefore,
      collector,
      at.getTime(),
      ...isOurs.bindings,
      ...isAsRead.bindings,
    ],
  );
  return (
    row && {
      runStartedAt: new Date(Number(row.run_started_at)),
      cursor: row.cursor,
    }
  );
}
