import { Knex } from 'knex';

/**
 * Removes visible sets that ended before a time, with their entities.
 *
 * @param options - `limit` bounds what one call removes
 * @returns how many sets were removed
 */
export async function removeVisibleSets(
  knex: Knex | Knex.Transaction,
  options: { endedBefore: Date; limit: number },
): Promise<number> {
  const ids: number[] = await knex('visible_sets')
    .where('expires_at', '<', options.endedBefore.getTime())
    .orderBy('expires_at')
    .limit(options.limit)
    .pluck('id');
  if (ids.length === 0) {
    return 0;
  }
  await knex('visible_entities').whereIn('set_id', ids).delete();
  await knex('visible_sets').whereIn('id', ids).delete();
  return ids.length;
}
