import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { eventReach } from './eventReach';

/** What tells whether the events of an entity are still the same. */
export interface EventMark {
  /** The earliest time of an event that is kept. */
  since: Date;
  /** How many there are, of any kind and time. */
  count: number;
  /** The highest `delivery_events.id` among them: late events have high ones, too. */
  lastId: number;
}

/**
 * Marks of all events of some entities, in one statement over indexes. Another mark means other
 * events, the same mark the same ones.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 * @returns Marks by key; an entity without any event is left out.
 */
export async function selectEventMarks(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, EventMark>> {
  if (!options.entityIds.length) {
    return new Map();
  }
  const chosen = idSet(knex, 'et.entity_id', options.entityIds);
  const rows = await rawRows<{
    entity_id: number;
    since: StoredNumber;
    count: StoredNumber;
    last_id: StoredNumber;
  }>(
    knex,
    `select et.entity_id, min(t.at) as since, max(t.event_id) as last_id,
       count(distinct t.event_id) as count
     from entity_targets et
     join delivery_event_targets t on t.target = et.target
     where ${chosen.sql} and ${eventReach}
     group by et.entity_id`,
    chosen.bindings,
  );
  return new Map(
    rows.map(row => [
      row.entity_id,
      {
        since: new Date(Number(row.since)),
        count: Number(row.count),
        lastId: Number(row.last_id),
      },
    ]),
  );
}
