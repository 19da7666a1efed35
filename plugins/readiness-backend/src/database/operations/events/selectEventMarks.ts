import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { eventReach } from './eventReach';

/** What tells whether the events of an entity are still the same. */
export interface EventMark {
  /** The earliest time of an event that is kept. */
  since: Date;
  /** How many there are, of any kind and time; one counts for each of its targets that the entity has. */
  count: number;
  /** The highest `delivery_events.id` among them: late events have high ones, too. */
  lastId: number;
}

/**
 * Marks of all events of some entities, in one statement over indexes. Another mark means other
 * events, the same mark the same ones. Counted by target first: what many entities of one repository
 * share is gone through once.
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
    `select et.entity_id, min(m.since) as since, max(m.last_id) as last_id,
       sum(m.count) as count
     from entity_targets et
     join (
       select t.target, min(t.at) as since, max(t.event_id) as last_id,
         count(*) as count
       from delivery_event_targets t
       where t.target in (
         select et.target from entity_targets et where ${chosen.sql}
       ) and ${eventReach}
       group by t.target
     ) m on m.target = et.target
     where ${chosen.sql}
     group by et.entity_id`,
    [...chosen.bindings, ...chosen.bindings],
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
