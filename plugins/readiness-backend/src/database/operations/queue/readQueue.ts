import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { readRows, sql, SqlFragment } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { maxAttempts } from './QueueClaim';

/** How long the queue is, of entities that the reader may see. */
export interface StoredQueue {
  /** Entities that are due. */
  waiting: number;
  /** Epoch ms; from when on the first of them has been due; null where none is. */
  waitingSince: number | null;
  /** Entities whose last evaluation went wrong, and that are tried again. */
  failed: number;
  /** Those of them whose attempts are used up. */
  givenUp: number;
}

/** An entity whose last evaluation went wrong. */
export interface StoredFailure {
  entityId: number;
  entityRef: string;
  attempts: number;
  lastError: string;
  /** Epoch ms; when it is tried again. */
  nextAt: number;
}

/** Which entities with a failure are meant. */
export interface FailureFilter {
  visibility: EntityVisibility;
  /** Only this one; lower case. */
  entityRef?: string;
}

const failures = ({ visibility, entityRef }: FailureFilter): SqlFragment => sql`
  evaluation_queue q join entities e on e.id = q.entity_id
  where q.last_error is not null
    and ${entityRef === undefined ? sql`true` : sql`e.ref = ${entityRef}`}
    and ${isVisible(visibility, sql`q.entity_id`)}`;

/** Reads how long the queue is. One statement. */
export async function readQueue(
  knex: Knex,
  options: { visibility: EntityVisibility; now: Date },
): Promise<StoredQueue> {
  const [row] = await readRows<{
    waiting: StoredNumber;
    since: StoredNumber | null;
    failed: StoredNumber;
    given_up: StoredNumber;
  }>(
    knex,
    sql`
      select due.waiting, due.since, failed.failed, failed.given_up
      from (
        select count(*) as waiting, min(q.next_at) as since
        from evaluation_queue q
        where q.next_at <= ${options.now.getTime()}
          and ${isVisible(options.visibility, sql`q.entity_id`)}
      ) due
      cross join (
        select count(*) as failed,
          coalesce(sum(case when q.attempts >= ${maxAttempts} then 1 else 0 end), 0) as given_up
        from ${failures(options)}
      ) failed`,
  );
  return {
    waiting: Number(row.waiting),
    waitingSince: row.since === null ? null : Number(row.since),
    failed: Number(row.failed),
    givenUp: Number(row.given_up),
  };
}

/**
 * Entities whose last evaluation went wrong, those that were tried most often first.
 *
 * @param options - `limit`: at most so many
 */
export async function listFailures(
  knex: Knex | Knex.Transaction,
  options: FailureFilter & { limit: number },
): Promise<StoredFailure[]> {
  const rows = await readRows<{
    id: number;
    ref: string;
    attempts: number;
    last_error: string;
    next_at: StoredNumber;
  }>(
    knex,
    sql`
      select e.id, e.ref, q.attempts, q.last_error, q.next_at
      from ${failures(options)}
      order by q.attempts desc, e.ref
      limit ${options.limit}`,
  );
  return rows.map(row => ({
    entityId: row.id,
    entityRef: row.ref,
    attempts: row.attempts,
    lastError: row.last_error,
    nextAt: Number(row.next_at),
  }));
}
