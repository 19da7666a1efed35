import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { jsonRows } from '../rows/jsonRows';
import { FactProjection, wholeFact } from './FactProjection';
import { readFactData, unpackFact } from './PackedFact';

/** Names a version of a fact. */
export interface FactVersionKey {
  entityId: number;
  collector: string;
  /** `changed_at`, epoch milliseconds. */
  version: number;
}

/** A version of a fact. */
export interface FactVersion extends FactVersionKey {
  /**
   * `present`: it is what the fact says now; `kept`: it was replaced, and checks read this much of it;
   * `lost`: it is older than the history that is kept, or was never there.
   */
  state: 'present' | 'kept' | 'lost';
  /** Null where it is lost, or nothing of it was read by checks. */
  data: JsonObject | null;
}

/**
 * Reads versions of facts, in one statement.
 *
 * What is kept of a replaced version is what checks read when it was replaced. The present one has
 * all its data, unless `projection` says how much of it is wanted: the same for both ends of a change.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `versions`: at most a few hundred, the same one may be asked for twice; `projection`:
 *   applied to every version that is found. Default: the whole.
 * @returns One for each that was asked for, in the same order.
 */
export async function readFactVersions(
  knex: Knex | Knex.Transaction,
  options: {
    versions: readonly FactVersionKey[];
    projection?: FactProjection;
  },
): Promise<FactVersion[]> {
  const { versions, projection = wholeFact } = options;
  if (!versions.length) {
    return [];
  }
  const asked = jsonRows(
    knex,
    { entity_id: 'integer', collector: 'text', changed_at: 'bigint' },
    versions.map(({ entityId, collector, version }) => ({
      entity_id: entityId,
      collector,
      changed_at: version,
    })),
  );
  const rows = await rawRows<{
    entity_id: number;
    collector: string;
    changed_at: StoredNumber;
    present: string | null;
    kept: string | null;
  }>(
    knex,
    `select distinct given.entity_id, given.collector, given.changed_at,
       f.data as present, h.data as kept
     from ${asked.sql}
     left join facts f on f.entity_id = given.entity_id
       and f.collector = given.collector and f.changed_at = given.changed_at
     left join fact_history h on h.entity_id = given.entity_id
       and h.collector = given.collector and h.changed_at = given.changed_at`,
    asked.bindings,
  );
  const found = new Map(
    rows.map(row => [
      keyOf(row.entity_id, row.collector, Number(row.changed_at)),
      row,
    ]),
  );
  return versions.map(({ entityId, collector, version }) => {
    const row = found.get(keyOf(entityId, collector, version));
    const key = { entityId, collector, version };
    const wanted = (data: JsonObject | null) =>
      data && projection(collector, data);
    if (typeof row?.present === 'string') {
      const data = wanted(readFactData(row.present));
      return { ...key, state: 'present', data };
    }
    if (typeof row?.kept === 'string') {
      return { ...key, state: 'kept', data: wanted(unpackFact(row.kept)) };
    }
    return { ...key, state: 'lost', data: null };
  });
}

function keyOf(entityId: number, collector: string, version: number): string {
  return `${entityId} ${version} ${collector}`;
}
