import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * Prolongs a claim, and makes sure that it stands until the end of the transaction. One statement.
 *
 * @param knex - A knex instance, or the transaction that writes of the past.
 * @param options - `now`: of the real clock.
 * @returns false where another replica has taken over: nothing must be written then.
 */
export async function holdReplay(
  knex: Knex | Knex.Transaction,
  options: { id: string; ticket: string; now: Date; leaseMs: number },
): Promise<boolean> {
  const { id, ticket, now, leaseMs } = options;
  const rows = await rawRows(
    knex,
    'update replays set lease_until = ? where id = ? and ticket = ? returning id',
    [now.getTime() + leaseMs, id, ticket],
  );
  return rows.length > 0;
}
