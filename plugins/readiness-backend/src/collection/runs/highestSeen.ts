import { Knex } from 'knex';
import { readCollectorRunStates } from '../../database/operations/collectors';
import { RunProgress } from './RunProgress';

/**
 * The highest key of an entity that one of some collectors does not take for new, now or at the end of
 * its run. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Ids of collectors.
 * @returns 0 where they have seen none.
 */
export async function highestSeen(
  knex: Knex | Knex.Transaction,
  options: { collectors: readonly string[] },
): Promise<number> {
  const states = await readCollectorRunStates(knex, options);
  return Math.max(
    0,
    ...[...states.values()].flatMap(({ lastEntityId, cursor }) => [
      lastEntityId,
      RunProgress.fromCursor(cursor).cursor.lastEntityId,
    ]),
  );
}
