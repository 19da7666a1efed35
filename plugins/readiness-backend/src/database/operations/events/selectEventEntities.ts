import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { eventReach } from './eventReach';

/**
 * Refs of the live entities that some events belong to, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `eventIds`: keys of `delivery_events`; `limit`: at most so many.
 * @returns Each once, by ascending key.
 */
export async function selectEventEntities(
  knex: Knex | Knex.Transaction,
  options: { eventIds: readonly number[]; limit: number },
): Promise<string[]> {
  if (!options.eventIds.length) {
    return [];
  }
  const chosen = idSet(knex, 't.event_id', options.eventIds, 'bigint');
  const rows = await rawRows<{ ref: string }>(
    knex,
    `select e.ref from entities e
     where e.removed_at is null and e.id in (
       select et.entity_id from delivery_event_targets t
       join entity_targets et on et.target = t.target
       where ${chosen.sql} and ${eventReach}
     )
     order by e.id limit ?`,
    [...chosen.bindings, options.limit],
  );
  return rows.map(({ ref }) => ref);
}
