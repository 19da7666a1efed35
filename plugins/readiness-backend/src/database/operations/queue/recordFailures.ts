import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { rowSource } from '../bulk';
import { replaceProblems } from '../problems/replaceProblems';
import { maxAttempts, QueueClaim } from './QueueClaim';

/** The reporter of problems that the pipeline writes. */
export const pipelineReporter = 'pipeline';

const firstDelayMs = 60_000;
const quarantineMs = 24 * 3_600_000;

/**
 * A claim whose evaluation or storing went wrong.
 */
export interface ClaimFailure {
  claim: QueueClaim;
  entityRef: string;
  /** Plain words without paths or secrets. */
  message: string;
}

/**
 * When an entity that failed is tried again: after 1, 2, 4, … minutes, and once
 * a day when its attempts are used up. A new marking makes it due at once.
 *
 * @param attempts - Attempts so far, at least 1.
 * @returns Milliseconds from now.
 */
export function retryDelayMs(attempts: number): number {
  return attempts >= maxAttempts
    ? quarantineMs
    : firstDelayMs * 2 ** (attempts - 1);
}

/**
 * Keeps what went wrong with an entity, postpones it, and shows the problem to
 * those who can mend it. Under ticket, like all that is done with a claim.
 *
 * @param trx - A transaction.
 * @param options - `failures`, at most one per entity; `now`.
 */
export async function recordFailures(
  trx: Knex.Transaction,
  options: { failures: readonly ClaimFailure[]; now: Date },
): Promise<void> {
  const { failures, now } = options;
  if (!failures.length) {
    return;
  }
  const { sql, bindings } = rowSource(
    trx,
    'evaluation_queue',
    ['stratum', 'entity_id', 'ticket', 'next_at', 'last_error'],
    failures.map(({ claim, message }) => ({
      stratum: claim.stratum,
      entity_id: claim.entityId,
      ticket: claim.ticket,
      next_at: now.getTime() + retryDelayMs(claim.attempts),
      last_error: message,
    })),
  );
  await rawRows(
    trx,
    `with failed (stratum, entity_id, ticket, next_at, last_error) as (${sql})
     update evaluation_queue
     set next_at = failed.next_at, last_error = failed.last_error
     from failed
     where evaluation_queue.stratum = failed.stratum
       and evaluation_queue.entity_id = failed.entity_id
       and evaluation_queue.ticket = failed.ticket`,
    bindings,
  );
  await replaceProblems(trx, {
    reporter: pipelineReporter,
    entityIds: failures.map(({ claim }) => claim.entityId),
    problems: failures.map(({ claim, entityRef, message }) => ({
      subject: 'evaluation',
      name: entityRef,
      entityId: claim.entityId,
      message:
        claim.attempts >= maxAttempts
          ? `Given up after ${claim.attempts} attempts, tried again once a day: ${message}`
          : `Attempt ${claim.attempts} of ${maxAttempts}: ${message}`,
    })),
    at: now,
  });
}

/**
 * Takes back the problems of entities that were evaluated after all.
 *
 * @param trx - A transaction.
 * @param options - Entities that failed before; `now`.
 */
export async function clearFailures(
  trx: Knex.Transaction,
  options: { entityIds: readonly number[]; now: Date },
): Promise<void> {
  await replaceProblems(trx, {
    reporter: pipelineReporter,
    entityIds: options.entityIds,
    problems: [],
    at: options.now,
  });
}
