import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { EvaluationQueueRow } from '../../tables';
import { QueueClaim, QueueStratum, suspectAttempts } from './QueueClaim';

/**
 * Takes the entities that are due, in the order (stratum, owner set, entity), all of the lowest
 * stratum in which one is due, for as long as the lease. Neighbours in this order share
 * counters, so that a batch touches few of them. One statement; on PostgreSQL it passes over
 * rows that somebody else is claiming.
 *
 * An entity whose earlier attempts all ended without a word (the process was killed) is taken
 * alone, after all others.
 *
 * @param knex - Not a transaction: the claim must be committed before work begins.
 * @param options - `now`, `leaseMs` after which others may take the entities, `limit`; `upTo`: the
 *   highest stratum, default all.
 * @returns Claims in claiming order; empty when nothing is due.
 */
export async function claimBatch(
  knex: Knex,
  options: { now: Date; leaseMs: number; limit: number; upTo?: QueueStratum },
): Promise<QueueClaim[]> {
  const claims = await claim(knex, {
    ...options,
    condition: `attempts < ${suspectAttempts}`,
  });
  return claims.length
    ? claims
    : claim(knex, {
        ...options,
        condition: `attempts >= ${suspectAttempts}`,
        limit: 1,
      });
}

async function claim(
  knex: Knex,
  options: {
    now: Date;
    leaseMs: number;
    limit: number;
    condition: string;
    upTo?: QueueStratum;
  },
): Promise<QueueClaim[]> {
  const { now, leaseMs, limit, condition, upTo = 2 } = options;
  const due = `next_at <= ? and stratum <= ? and ${condition}`;
  const at = now.getTime();
  // The CTE is materialized so that the planner cannot run its limit twice.
  const rows = await rawRows<EvaluationQueueRow>(
    knex,
    `with due as materialized (
       select stratum, entity_id from evaluation_queue
       where ${due}
         and stratum = (select min(stratum) from evaluation_queue where ${due})
       order by stratum, owner_set_id, entity_id
       limit ? ${databaseCapabilities(knex).skipLocked}
     )
     update evaluation_queue set next_at = ?, attempts = attempts + 1
     where (stratum, entity_id) in (select stratum, entity_id from due)
     returning stratum, entity_id, ticket, attempts, last_error, owner_set_id`,
    [at, upTo, at, upTo, limit, at + leaseMs],
  );
  return rows
    .sort(
      (a, b) =>
        a.stratum - b.stratum ||
        a.owner_set_id - b.owner_set_id ||
        a.entity_id - b.entity_id,
    )
    .map(row => ({
      stratum: row.stratum,
      entityId: row.entity_id,
      ticket: row.ticket,
      attempts: row.attempts,
      hasFailed: row.last_error !== null,
    }));
}
