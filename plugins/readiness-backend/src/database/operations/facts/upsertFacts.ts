import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { bulkUpsert, idSet, rowSource } from '../bulk';

/** What a collector now says about one entity. */
export interface FactWrite {
  entityId: number;
  /** JSON text. */
  data: string;
  /** SHA-256 (hex) of the data after rounding. */
  hash: string;
  observedAt: Date;
  /** Null: never stale. */
  expiresAt: Date | null;
}

/**
 * Stores the latest facts of one collector: where the hash differs, data and times; where it is
 * the same, the times alone. At most three statements for up to 3,000 facts. A fact that was
 * stale until now counts as changed, though its data is the same: its checks had no data.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `facts`: at most one per entity.
 * @returns The entities whose data is new, changed or no longer stale, ascending.
 */
export async function upsertFacts(
  knex: Knex | Knex.Transaction,
  options: { collector: string; facts: readonly FactWrite[] },
): Promise<{ changedEntityIds: number[] }> {
  const { collector } = options;
  const facts = [...options.facts].sort((a, b) => a.entityId - b.entityId);
  if (!facts.length) {
    return { changedEntityIds: [] };
  }
  const known = idSet(
    knex,
    'entity_id',
    facts.map(fact => fact.entityId),
  );
  const stored = await rawRows<
    Pick<FactsRow, 'entity_id' | 'hash' | 'expires_at'>
  >(
    knex,
    `select entity_id, hash, expires_at from facts where collector = ? and ${known.sql}`,
    [collector, ...known.bindings],
  );
  const hashes = new Map(stored.map(row => [row.entity_id, row.hash]));
  const rows = facts.map(fact => ({
    entity_id: fact.entityId,
    collector,
    data: fact.data,
    hash: fact.hash,
    observed_at: fact.observedAt.getTime(),
    expires_at: fact.expiresAt?.getTime() ?? null,
  }));

  const changed = rows.filter(row => hashes.get(row.entity_id) !== row.hash);
  await bulkUpsert(knex, {
    table: 'facts',
    rows: changed,
    key: ['entity_id', 'collector'],
  });

  const same = rows.filter(row => hashes.get(row.entity_id) === row.hash);
  if (same.length) {
    const source = rowSource(
      knex,
      'facts',
      ['entity_id', 'observed_at', 'expires_at'],
      same,
    );
    await rawRows(
      knex,
      `with source(entity_id, observed_at, expires_at) as (${source.sql})
       update facts
       set observed_at = source.observed_at, expires_at = source.expires_at
       from source
       where facts.collector = ? and facts.entity_id = source.entity_id`,
      [...source.bindings, collector],
    );
  }
  const expiries = new Map(stored.map(row => [row.entity_id, row.expires_at]));
  const revived = same.filter(row => {
    const expiresAt = expiries.get(row.entity_id) ?? null;
    return expiresAt !== null && Number(expiresAt) <= row.observed_at;
  });
  return {
    changedEntityIds: [...changed, ...revived]
      .map(row => row.entity_id)
      .sort((a, b) => a - b),
  };
}
