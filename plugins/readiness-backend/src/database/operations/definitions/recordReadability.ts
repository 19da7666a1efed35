/**
 * Whether replicas can read the active versions. While all can, nothing is written.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * A replica cannot read some active versions.
 *
 * @param options - `ids`: of versions; `at`: now. One statement.
 */
export async function recordUnreadable(
  knex: Knex | Knex.Transaction,
  options: { ids: readonly number[]; at: Date },
): Promise<void> {
  const chosen = idSet(knex, 'id', options.ids);
  const at = options.at.getTime();
  await rawRows(
    knex,
    `update definitions set unreadable_at = ?,
       unreadable_since = coalesce(unreadable_since, ?)
     where ${chosen.sql}`,
    [at, at, ...chosen.bindings],
  );
}

/**
 * A replica can read versions of which another one said that it cannot: the time begins anew; and
 * ends where nobody said so for a while.
 *
 * @param options - `ids`: of versions; `forgottenBefore`: complaints before it have come to an end.
 *   Two statements.
 */
export async function recordReadable(
  knex: Knex | Knex.Transaction,
  options: { ids: readonly number[]; at: Date; forgottenBefore: Date },
): Promise<void> {
  const chosen = idSet(knex, 'id', options.ids);
  await rawRows(
    knex,
    `update definitions set unreadable_since = ?
     where ${chosen.sql} and unreadable_at >= ?`,
    [
      options.at.getTime(),
      ...chosen.bindings,
      options.forgottenBefore.getTime(),
    ],
  );
  await rawRows(
    knex,
    `update definitions set unreadable_since = null, unreadable_at = null
     where ${chosen.sql} and unreadable_at < ?`,
    [...chosen.bindings, options.forgottenBefore.getTime()],
  );
}
