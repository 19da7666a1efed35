import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/**
 * Notes which versions became active and which stopped being so: one statement for each that
 * became active, one for all others.
 *
 * @param knex - The transaction that moves the pointers.
 * @param options - `activated`: with what is to be stored of their enforcement; `deactivated`: ids.
 */
export async function recordActivation(
  knex: Knex | Knex.Transaction,
  options: {
    activated: ReadonlyArray<{ id: number; enforcement: string | null }>;
    deactivated: readonly number[];
    at: Date;
  },
): Promise<void> {
  const at = options.at.getTime();
  for (const { id, enforcement } of options.activated) {
    await rawRows(
      knex,
      `update definitions set activated_at = ?, enforcement = ?,
         unreadable_since = null, unreadable_at = null
       where id = ?`,
      [at, enforcement, id],
    );
  }
  if (options.deactivated.length) {
    const gone = idSet(knex, 'id', options.deactivated);
    await rawRows(
      knex,
      `update definitions set deactivated_at = ? where ${gone.sql}`,
      [at, ...gone.bindings],
    );
  }
}
