import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/**
 * Takes requests out of a host's budget of an hour, unless it does not hold so many. One statement,
 * so that replicas that do so at the same time never take more than there is.
 *
 * @param knex - A knex instance.
 * @param options - `hour`: hours since the epoch; `requests`: how many, at least 1; `limit`: how many
 *   there may be in that hour, these included.
 * @returns whether they were taken
 */
export async function takeRequests(
  knex: Knex,
  options: { host: string; hour: number; requests: number; limit: number },
): Promise<boolean> {
  const { host, hour, requests, limit } = options;
  if (requests > limit) {
    return false;
  }
  const rows = await rawRows(
    knex,
    `insert into request_budgets (host, hour, used) values (?, ?, ?)
     on conflict (host, hour) do update
       set used = request_budgets.used + excluded.used
       where request_budgets.used + excluded.used <= ?
     returning used`,
    [host, hour, requests, limit],
  );
  return rows.length > 0;
}

/**
 * Gives requests back that were taken and not made, in one statement.
 *
 * @param knex - A knex instance.
 */
export async function returnRequests(
  knex: Knex,
  options: { host: string; hour: number; requests: number },
): Promise<void> {
  await rawRows(
    knex,
    'update request_budgets set used = used - ? where host = ? and hour = ?',
    [options.requests, options.host, options.hour],
  );
}

/**
 * Deletes budgets of hours that are over, in one statement.
 *
 * @param knex - A knex instance.
 * @param options - `before`: an hour; `limit`: at most so many.
 * @returns how many; fewer than the limit: these were the last
 */
export async function deleteOldBudgets(
  knex: Knex,
  options: { before: number; limit: number },
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from request_budgets where (host, hour) in (
       select host, hour from request_budgets where hour < ? limit ?
     ) returning host`,
    [options.before, options.limit],
  );
  return rows.length;
}
