import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { jsonRows } from '../rows/jsonRows';

/** The fact of every entity that an owner set owns. */
export interface OwnerSetFactWrite {
  ownerSetId: number;
  /** JSON text. */
  data: string;
  /** SHA-256 (hex) of the data. */
  hash: string;
}

/**
 * Stores one fact per owner set for each live entity that it owns, Groups left out (they describe
 * themselves). One statement, which writes only rows whose hash differs
 * or that were stale until now.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`: only these entities; undefined: all.
 * @returns The entities whose fact is new, changed or no longer stale, ascending.
 */
export async function upsertOwnerSetFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    facts: readonly OwnerSetFactWrite[];
    observedAt: Date;
    expiresAt: Date;
    entityIds?: readonly number[];
  },
): Promise<{ changedEntityIds: number[] }> {
  const { collector, facts, observedAt, expiresAt, entityIds } = options;
  if (!facts.length) {
    return { changedEntityIds: [] };
  }
  const rows = jsonRows(
    knex,
    { owner_set_id: 'integer', data: 'text', hash: 'text' },
    facts.map(fact => ({
      owner_set_id: fact.ownerSetId,
      data: fact.data,
      hash: fact.hash,
    })),
  );
  const chosen = entityIds
    ? idSet(knex, 'e.id', entityIds)
    : { sql: 'true', bindings: [] };
  const written = await rawRows<{ entity_id: number }>(
    knex,
    `insert into facts
       (entity_id, collector, data, hash, observed_at, expires_at)
     select e.id, ?, given.data, given.hash, ?, ?
     from ${rows.sql}
     join entities e on e.owner_set_id = given.owner_set_id
     left join facts f on f.entity_id = e.id and f.collector = ?
     where e.removed_at is null and e.kind <> 'group' and ${chosen.sql}
       and (f.hash is null or f.hash <> given.hash or f.expires_at <= ?)
     order by e.id
     on conflict (entity_id, collector) do update set data = excluded.data,
       hash = excluded.hash, observed_at = excluded.observed_at,
       expires_at = excluded.expires_at
     returning entity_id`,
    [
      collector,
      observedAt.getTime(),
      expiresAt.getTime(),
      ...rows.bindings,
      collector,
      ...chosen.bindings,
      observedAt.getTime(),
    ],
  );
  return {
    changedEntityIds: written.map(row => row.entity_id).sort((a, b) => a - b),
  };
}
