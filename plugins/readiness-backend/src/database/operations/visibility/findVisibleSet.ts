import { Knex } from 'knex';

/**
 * Finds a visible set that is still good.
 *
 * @param options - hash of the catalog's conditions, and the time
 * @returns id and end of the set, or null
 */
export async function findVisibleSet(
  knex: Knex | Knex.Transaction,
  options: { conditionsHash: string; now: Date },
): Promise<{ setId: number; expiresAt: Date } | null> {
  const row = await knex('visible_sets')
    .where({ conditions_hash: options.conditionsHash })
    .andWhere('expires_at', '>', options.now.getTime())
    .first('id', 'expires_at');
  return row
    ? { setId: row.id, expiresAt: new Date(Number(row.expires_at)) }
    : null;
}
