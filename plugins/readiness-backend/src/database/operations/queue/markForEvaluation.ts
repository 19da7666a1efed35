import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

// A marking replaces the ticket, so that whoever evaluates the entity right now
// leaves the queue row alone; and it gives a quarantined entity a new chance. An entity that
// waits keeps the lower stratum: one evaluation answers all of its checks.
const enqueue = (condition: string) => `
  insert into evaluation_queue
    (stratum, entity_id, ticket, next_at, attempts, owner_set_id)
  select case when lower(e.kind) in ('group', 'template') then 2
              else cast(? as integer) end,
         e.id, ?, ?, 0, e.owner_set_id
  from entities e
  where ${condition}
  order by e.id
  on conflict (entity_id) do update set
    stratum = case when evaluation_queue.stratum < excluded.stratum
                   then evaluation_queue.stratum else excluded.stratum end,
    ticket = excluded.ticket,
    next_at = case when evaluation_queue.next_at < excluded.next_at
                   then evaluation_queue.next_at else excluded.next_at end,
    attempts = 0,
    owner_set_id = excluded.owner_set_id`;

/**
 * Asks for some entities to be evaluated: one statement, a new ticket. Call it in
 * the transaction that writes what changed, or after it, never before.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`: keys of `entities`, unknown ones are ignored;
 *   `at`: from when on they are due (an earlier time that stands is kept);
 *   `stratum`: 1 where what changed is what they depend on, so that their turn comes after that of
 *   others; default 0. Groups and Templates always wait in 2.
 */
export async function markForEvaluation(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; at: Date; stratum?: 0 | 1 },
): Promise<void> {
  const { entityIds, at, stratum = 0 } = options;
  if (!entityIds.length) {
    return;
  }
  const chosen = idSet(knex, 'e.id', entityIds);
  await rawRows(knex, enqueue(chosen.sql), [
    stratum,
    randomUUID(),
    at.getTime(),
    ...chosen.bindings,
  ]);
}

/**
 * Asks for all entities to be evaluated, with one statement: a scorecard was
 * published or taken away, or a source connected. Removed entities are included,
 * since rows of an older version may be left of them.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `at`: from when on they are due; `stratum`: only those of it.
 */
export async function markAllForEvaluation(
  knex: Knex | Knex.Transaction,
  options: { at: Date; stratum?: 0 | 2 },
): Promise<void> {
  const { at, stratum } = options;
  const condition = {
    all: 'true',
    0: "lower(e.kind) not in ('group', 'template')",
    2: "lower(e.kind) in ('group', 'template')",
  }[stratum ?? 'all'];
  await rawRows(knex, enqueue(condition), [0, randomUUID(), at.getTime()]);
}
