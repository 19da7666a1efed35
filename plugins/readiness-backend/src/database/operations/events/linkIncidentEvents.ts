import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/** Targets that one call adds, at most: an incident has a few events with a few targets each. */
const mostLinks = 5_000;

/**
 * Gives all events of an incident the targets of those that have `incident:…`, whichever came first:
 * what names only its incident (`of:incident:…`) belongs to something then, and of an incident that moves
 * on to another service both have the whole. Two statements; done again it changes nothing.
 *
 * To be called with the events, so that none stays alone, and again after they were committed: of two
 * that come at the same time, the later call sees both.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `delivery_events`: those that came now.
 */
export async function linkIncidentEvents(
  knex: Knex | Knex.Transaction,
  options: { eventIds: readonly number[] },
): Promise<void> {
  if (!options.eventIds.length) {
    return;
  }
  for (const came of ['f.event_id', 'i.event_id']) {
    const chosen = idSet(knex, came, options.eventIds, 'bigint');
    const joined =
      came === 'f.event_id'
        ? `delivery_event_targets f
       join delivery_event_targets i on i.target = case
         when f.target like 'of:%' then substr(f.target, 4) else f.target end`
        : `delivery_event_targets i
       join delivery_event_targets f on f.target in (i.target, 'of:' || i.target)`;
    await rawRows(
      knex,
      `insert into delivery_event_targets (target, at, event_id, kind, beside)
       select distinct o.target, f.at, f.event_id, f.kind, o.beside
       from ${joined}
       join delivery_event_targets o on o.event_id = i.event_id
       where ${chosen.sql}
         and (f.target like 'of:incident:%' or f.target like 'incident:%')
         and i.target like 'incident:%' and o.target not like 'incident:%'
         and not exists (
           select 1 from delivery_event_targets known
           where known.target = o.target and known.at = f.at
             and known.event_id = f.event_id
         )
       order by f.event_id, o.target limit ${mostLinks}
       on conflict (target, at, event_id) do nothing`,
      chosen.bindings,
    );
  }
}
