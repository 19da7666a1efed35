/**
 * The condition under which a row of `delivery_event_targets` (named `t`) reaches the entities that
 * have its target. A repository that stands beside something that is named more exactly says only
 * where the source is: it counts where the catalog knows nothing of what was named.
 *
 * One row, rather than `exists`: PostgreSQL would make a hash of all events for that.
 */
export const eventReach = `(not t.beside or (
       select oe.entity_id from delivery_event_targets o
       join entity_targets oe on oe.target = o.target
       where o.event_id = t.event_id and not o.beside limit 1
     ) is null)`;
