import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Locks entities until the end of the transaction, in one statement: nobody removes them meanwhile,
 * and others that lock them wait, also where there is no fact yet that could be locked.
 *
 * @param trx - The transaction that will write of them.
 * @param options - Keys of `entities`; `shared`: others that lock them shared do not wait. Default: false.
 * @returns Those that are not removed.
 */
export async function lockLiveEntities(
  trx: Knex.Transaction,
  options: { entityIds: readonly number[]; shared?: boolean },
): Promise<Set<number>> {
  const chosen = idSet(trx, 'id', options.entityIds);
  const { forShare, forUpdate } = databaseCapabilities(trx);
  const rows = await rawRows<{ id: number }>(
    trx,
    `select id from entities where removed_at is null and ${chosen.sql}
     order by id ${options.shared ? forShare : forUpdate}`,
    chosen.bindings,
  );
  return new Set(rows.map(({ id }) => id));
}
