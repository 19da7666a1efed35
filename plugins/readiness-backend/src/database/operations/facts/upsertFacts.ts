import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { bulkUpsert, idSet, rowSource } from '../bulk';
import { replaceVersions } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';
import { LockedFact } from './lockFacts';

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
  /** Mark of what the data was made of, at most 300 characters. Default: none. */
  revision?: string;
}

/**
 * Stores the latest facts of one collector: where the hash differs, data and times; where it is
 * the same, the times and the revision alone. At most five statements for up to 3,000 facts, two where
 * nothing has changed. A fact that was stale until now counts as changed, though its data is the same: its
 * checks had no data. What is replaced is kept, see `factHistory`.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `facts`: at most one per entity; `stored`: what is there of them, where the
 *   caller has locked it already, which saves a statement; `projection`: what checks read of facts.
 *   Default: all of it.
 * @returns The entities whose data is new, changed or no longer stale, ascending.
 */
export async function upsertFacts(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    facts: readonly FactWrite[];
    stored?: ReadonlyMap<number, Pick<LockedFact, 'hash' | 'expiresAt'>>;
    projection?: FactProjection;
  },
): Promise<{ changedEntityIds: number[] }> {
  const { collector, projection = wholeFact } = options;
  const facts = [...options.facts].sort((a, b) => a.entityId - b.entityId);
  if (!facts.length) {
    return { changedEntityIds: [] };
  }
  const stored =
    options.stored ??
    (await selectStored(
      knex,
      collector,
      facts.map(fact => fact.entityId),
    ));
  const rows = facts.map(fact => ({
    entity_id: fact.entityId,
    collector,
    data: fact.data,
    hash: fact.hash,
    observed_at: fact.observedAt.getTime(),
    expires_at: fact.expiresAt?.getTime() ?? null,
    revision: fact.revision ?? null,
    absent_at: null,
  }));
  const isSame = (row: { entity_id: number; hash: string }) =>
    stored.get(row.entity_id)?.hash === row.hash;

  const changed = rows.filter(row => !isSame(row));
  const versions = await replaceVersions(knex, {
    collector,
    replacements: changed,
    isStored: entityId => stored.has(entityId),
    projection,
  });
  await bulkUpsert(knex, {
    table: 'facts',
    rows: changed.map(row => ({
      ...row,
      changed_at: versions.get(row.entity_id) ?? row.observed_at,
    })),
    key: ['entity_id', 'collector'],
  });

  const same = rows.filter(isSame);
  if (same.length) {
    const source = rowSource(
      knex,
      'facts',
      ['entity_id', 'observed_at', 'expires_at', 'revision'],
      same,
    );
    await rawRows(
      knex,
      `with source(entity_id, observed_at, expires_at, revision) as (${source.sql})
       update facts
       set observed_at = source.observed_at, expires_at = source.expires_at,
         revision = source.revision, absent_at = null
       from source
       where facts.collector = ? and facts.entity_id = source.entity_id`,
      [...source.bindings, collector],
    );
  }
  const revived = same.filter(row => {
    const expiresAt = stored.get(row.entity_id)?.expiresAt ?? null;
    return expiresAt !== null && expiresAt.getTime() <= row.observed_at;
  });
  return {
    changedEntityIds: [...changed, ...revived]
      .map(row => row.entity_id)
      .sort((a, b) => a - b),
  };
}

async function selectStored(
  knex: Knex | Knex.Transaction,
  collector: string,
  entityIds: readonly number[],
): Promise<Map<number, Pick<LockedFact, 'hash' | 'expiresAt'>>> {
  const known = idSet(knex, 'entity_id', entityIds);
  const rows = await rawRows<
    Pick<FactsRow, 'entity_id' | 'hash' | 'expires_at'>
  >(
    knex,
    `select entity_id, hash, expires_at from facts where collector = ? and ${known.sql}`,
    [collector, ...known.bindings],
  );
  return new Map(
    rows.map(row => [
      row.entity_id,
      {
        hash: row.hash,
        expiresAt:
          row.expires_at === null ? null : new Date(Number(row.expires_at)),
      },
    ]),
  );
}
