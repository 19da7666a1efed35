import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { jsonRows } from '../rows/jsonRows';
import { historyRow, insertHistory, isSameVersion } from './factHistory';
import { FactProjection, wholeFact } from './FactProjection';

/** The fact of every entity that an owner set owns. */
export interface OwnerSetFactWrite {
  ownerSetId: number;
  /** JSON text. */
  data: string;
  /** SHA-256 (hex) of the data. */
  hash: string;
}

/** An entity whose fact is not as it should be. */
interface AffectedRow {
  entity_id: number;
  owner_set_id: number;
  /** Null where the fact is new, or was stale and says the same. */
  changed_at: StoredNumber | null;
  data: string | null;
}

/**
 * Stores one fact per owner set for each live entity that it owns, Groups left out (they describe
 * themselves), and keeps what is replaced. Writes only rows whose hash differs or that were stale until
 * now. At most three statements, one where nothing differs.
 *
 * @param knex - A transaction, or a knex instance where nobody else writes.
 * @param options - `entityIds`: only these entities; undefined: all. `projection`: what checks read of
 *   facts, default all of it.
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
    projection?: FactProjection;
  },
): Promise<{ changedEntityIds: number[] }> {
  const { collector, facts, projection = wholeFact } = options;
  if (!facts.length) {
    return { changedEntityIds: [] };
  }
  const affected = await selectAffected(knex, options);
  if (!affected.length) {
    return { changedEntityIds: [] };
  }
  const dataOf = new Map(facts.map(fact => [fact.ownerSetId, fact.data]));
  const observedAt = options.observedAt.getTime();
  const keptIds: number[] = [];
  const history = affected.flatMap(
    ({ entity_id, owner_set_id, changed_at, data }) => {
      if (data === null || changed_at === null) {
        return [];
      }
      const after = dataOf.get(owner_set_id) ?? '';
      if (isSameVersion(collector, data, after, projection)) {
        keptIds.push(entity_id);
        return [];
      }
      const until = Math.max(observedAt, Number(changed_at) + 1);
      const replaced = { entity_id, collector, changed_at, data };
      return [historyRow(replaced, until, projection)];
    },
  );
  await insertHistory(knex, history);
  await writeAffected(knex, {
    ...options,
    entityIds: affected.map(({ entity_id }) => entity_id),
    keptIds,
  });
  return {
    changedEntityIds: affected
      .map(({ entity_id }) => entity_id)
      .sort((a, b) => a - b),
  };
}

/** Of facts that say something else what they said, locked. */
async function selectAffected(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    facts: readonly OwnerSetFactWrite[];
    observedAt: Date;
    entityIds?: readonly number[];
  },
): Promise<AffectedRow[]> {
  const { collector, facts, entityIds } = options;
  const given = jsonRows(
    knex,
    { owner_set_id: 'integer', hash: 'text' },
    facts.map(({ ownerSetId, hash }) => ({ owner_set_id: ownerSetId, hash })),
  );
  const chosen = entityIds
    ? idSet(knex, 'e.id', entityIds)
    : { sql: 'true', bindings: [] };
  const owned = `${given.sql}
    join entities e on e.owner_set_id = given.owner_set_id
      and e.removed_at is null and e.kind <> 'group' and ${chosen.sql}`;
  const bindings = [...given.bindings, ...chosen.bindings];
  return await rawRows<AffectedRow>(
    knex,
    `with replaced as (
       select e.id as entity_id, e.owner_set_id, f.changed_at, f.data
       from ${owned}
       join facts f on f.entity_id = e.id and f.collector = ?
       where f.hash <> given.hash
       order by e.id ${
         databaseCapabilities(knex).forUpdate ? 'for update of f' : ''
       }
     )
     select entity_id, owner_set_id, changed_at, data from replaced
     union all
     select e.id, e.owner_set_id, null, null
     from ${owned}
     left join facts f on f.entity_id = e.id and f.collector = ?
     where f.hash is null or (f.hash = given.hash and f.expires_at <= ?)`,
    [
      ...bindings,
      collector,
      ...bindings,
      collector,
      options.observedAt.getTime(),
    ],
  );
}

/** A fact that comes again begins after it was gone. */
async function writeAffected(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    facts: readonly OwnerSetFactWrite[];
    observedAt: Date;
    expiresAt: Date;
    entityIds: readonly number[];
    /** Those whose version stands though their data is another one. */
    keptIds: readonly number[];
  },
): Promise<void> {
  const { collector, facts, observedAt, expiresAt } = options;
  const rows = jsonRows(
    knex,
    { owner_set_id: 'integer', data: 'text', hash: 'text' },
    facts.map(fact => ({
      owner_set_id: fact.ownerSetId,
      data: fact.data,
      hash: fact.hash,
    })),
  );
  const chosen = idSet(knex, 'e.id', options.entityIds);
  const kept = idSet(knex, 'facts.entity_id', options.keptIds);
  const greatest =
    databaseCapabilities(knex).client === 'pg' ? 'greatest' : 'max';
  await rawRows(
    knex,
    `insert into facts
       (entity_id, collector, data, hash, observed_at, expires_at, changed_at)
     select e.id, ?, given.data, given.hash, ?, ?, ${greatest}(?, coalesce((
       select max(h.replaced_at) from fact_history h
       where h.entity_id = e.id and h.collector = ?
     ), 0))
     from ${rows.sql}
     join entities e on e.owner_set_id = given.owner_set_id
     where e.removed_at is null and e.kind <> 'group' and ${chosen.sql}
     order by e.id
     on conflict (entity_id, collector) do update set data = excluded.data,
       hash = excluded.hash, observed_at = excluded.observed_at,
       expires_at = excluded.expires_at,
       changed_at = case
         when facts.hash = excluded.hash or ${kept.sql} then facts.changed_at
         else ${greatest}(excluded.changed_at, facts.changed_at + 1) end`,
    [
      collector,
      observedAt.getTime(),
      expiresAt.getTime(),
      observedAt.getTime(),
      collector,
      ...rows.bindings,
      ...chosen.bindings,
      ...kept.bindings,
    ],
  );
}
