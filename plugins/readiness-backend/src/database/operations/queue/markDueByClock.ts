import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * Asks for the entities whose answers may flip by the clock alone, and for those
 * that still have rows of a version that is no longer active. Entities that wait
 * already, for whatever reason, keep their place. Two statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `hour`: the start of the UTC hour in which evaluations happen now;
 *   `at`: from when on the entities are due.
 */
export async function markDueByClock(
  knex: Knex | Knex.Transaction,
  options: { hour: Date; at: Date },
): Promise<void> {
  const at = options.at.getTime();
  const enqueue = (condition: string, bindings: unknown[]) =>
    rawRows(
      knex,
      `insert into evaluation_queue
         (stratum, entity_id, ticket, next_at, attempts, owner_set_id)
       select case when lower(e.kind) in ('group', 'template') then 2 else 0 end,
              e.id, ?, ?, 0, e.owner_set_id
       from entities e
       where e.id in (${condition})
       order by e.id
       on conflict (entity_id) do nothing`,
      [randomUUID(), at, ...bindings],
    );
  await enqueue('select entity_id from scores where next_at <= ?', [
    options.hour.getTime(),
  ]);
  await enqueue(
    `select r.entity_id from results r
     where r.definition_id in (
       select d.id from definitions d
       where d.kind = 'Scorecard'
         and not exists (
           select 1 from active_definitions a where a.definition_id = d.id
         )
         and exists (select 1 from results s where s.definition_id = d.id)
     )`,
    [],
  );
}
