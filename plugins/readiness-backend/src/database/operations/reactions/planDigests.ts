import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { putDeliveries } from './takeFromOutbox';

/** Topic of the mark that says that the digests of a week are planned. */
export const plannedTopic = 'planned';
/** Topic of the digest of a team. */
export const weekTopic = 'week';
const reaction = 'digest';
const dayMs = 86_400_000;

/**
 * Stores one delivery for each group that owns something, unless that was done for this week already:
 * whichever replica asks first. One transaction, so that it is done for all groups or for none.
 *
 * @param options - `weekAt`: when the digest of this week is due.
 * @returns How many; undefined: it was done before.
 */
export async function planDigests(
  knex: Knex,
  options: { weekAt: Date; now: Date },
): Promise<number | undefined> {
  const week = options.weekAt.getTime();
  return knex.transaction(async trx => {
    // The mark stays for a week as a delivery that says nothing.
    const marks = await rawRows(
      trx,
      `insert into reaction_deliveries
         (reaction, topic, subject, scorecard, version, window_at, changes, change_count, next_at)
       values (?, ?, '', '', 0, ?, '', 0, ?)
       on conflict (reaction, topic, subject, scorecard, version, window_at)
       do nothing returning id`,
      [reaction, plannedTopic, week, week + 7 * dayMs],
    );
    if (!marks.length) {
      return undefined;
    }
    const groups = await rawRows<{ owner_ref: string }>(
      trx,
      `select distinct m.owner_ref
       from owner_set_members m
       join entities g on g.ref = m.owner_ref and g.kind = 'group' and g.removed_at is null
       join entities e on e.owner_set_id = m.owner_set_id
         and e.kind <> 'group' and e.removed_at is null
       order by m.owner_ref`,
    );
    await putDeliveries(trx, {
      deliveries: groups.map(({ owner_ref: subject }) => ({
        reaction,
        topic: weekTopic,
        subject,
        scorecard: '',
        version: 0,
        window_at: week,
        changes: '',
        change_count: 0,
        next_at: options.now.getTime(),
      })),
    });
    return groups.length;
  });
}
