import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';

/**
 * Deletes events that happened before some time, the oldest first, with their targets. Two
 * statements in a transaction of its own.
 *
 * @param knex - Not a transaction.
 * @param options - `before`: the first time that stays; `limit`: at most so many events.
 * @returns How many; fewer than the limit: these were the last.
 */
export async function deleteOldEvents(
  knex: Knex,
  options: { before: Date; limit: number },
): Promise<number> {
  return await knex.transaction(async trx => {
    const rows = await rawRows<{ id: StoredNumber }>(
      trx,
      `delete from delivery_events where id in (
         select id from delivery_events where at < ? order by at, id limit ?
       ) returning id`,
      [options.before.getTime(), options.limit],
    );
    if (rows.length) {
      const eventIds = rows.map(({ id }) => Number(id));
      const gone = idSet(trx, 'event_id', eventIds, 'bigint');
      await rawRows(
        trx,
        `delete from delivery_event_targets where ${gone.sql}`,
        gone.bindings,
      );
    }
    return rows.length;
  });
}
