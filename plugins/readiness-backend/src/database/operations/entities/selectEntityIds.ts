import { createHash } from 'crypto';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet, textSet } from '../bulk';

/**
 * The key of a repository, by which entities are ordered and found: a digest, so that it is the same
 * in every replica. Two repositories with the same key only become neighbours.
 *
 * @param url - As `toRepositoryUrl` makes it; undefined: none is known.
 * @returns Between 1 and 2^31 - 1, or 0 for none.
 */
export function repositoryKey(url: string | undefined): number {
  if (url === undefined) {
    return 0;
  }
  const digest = createHash('sha256').update(url).digest();
  return digest.readUInt32BE() & 0x7fffffff || 1;
}

/**
 * Keys of the live entities with some refs, and of those whose source is in some repositories. One
 * statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `refs`: in lower case; `repositoryUrls`: as `toRepositoryUrl` makes them; `limit`:
 *   at most so many.
 */
export async function selectEntityIds(
  knex: Knex | Knex.Transaction,
  options: {
    refs: readonly string[];
    repositoryUrls: readonly string[];
    limit: number;
  },
): Promise<number[]> {
  const refs = textSet(knex, 'ref', options.refs);
  const keys = idSet(
    knex,
    'repository_key',
    options.repositoryUrls.map(url => repositoryKey(url)),
  );
  const urls = textSet(knex, 'repository_url', options.repositoryUrls);
  const rows = await rawRows<{ id: number }>(
    knex,
    `select id from entities
     where removed_at is null
       and (${refs.sql} or (${keys.sql} and ${urls.sql}))
     order by id limit ?`,
    [...refs.bindings, ...keys.bindings, ...urls.bindings, options.limit],
  );
  return rows.map(row => row.id);
}
