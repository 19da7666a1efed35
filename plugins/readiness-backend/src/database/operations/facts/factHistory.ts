/**
 * Versions of facts.
 *
 * # Model
 *
 * `facts.changed_at` names the version of a fact, by the time since when it says so. Whoever replaces
 * what a fact says, or takes it back, moves the version that was there to `fact_history`, in the same
 * transaction: a version holds from `changed_at` until `replaced_at`, at which the next one begins or
 * the fact is gone.
 *
 * # Guarantees
 *
 * - *Each version has a name of its own*: `changed_at` of an entity and collector only grows, also
 *   where the clock of a replica is behind, and where a fact comes again after it was gone.
 * - *What checks read differs between versions that follow each other.* A fact that changes elsewhere
 *   keeps its version, and nothing is kept of how it was.
 * - *Nothing is between them*: of two transactions that replace a fact the later one sees what the
 *   earlier one wrote.
 * - At most two statements for a page of facts of which some have changed, none where none has.
 *
 * # What is not guaranteed
 *
 * - That more of a replaced version is kept than what checks read at that time.
 * - Names after the time for which history is kept: a fact that was gone for longer may begin anew,
 *   by a clock that is behind. Nothing is left then that such a name could be taken for.
 */
import { isDeepStrictEqual } from 'util';
import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { FactHistoryRow, FactsRow, StoredNumber } from '../../tables';
import { bulkUpsert, idSet } from '../bulk';
import { FactProjection } from './FactProjection';
import { packFact, readFactData } from './PackedFact';

/** What is there of a fact that is replaced or deleted. */
export type ReplacedFact = Pick<
  FactsRow,
  'entity_id' | 'collector' | 'changed_at' | 'data'
>;

/** What a fact is to say from now on. */
export interface FactReplacement {
  entity_id: number;
  /** JSON. */
  data: string;
  observed_at: number;
}

/** Is what checks read of a fact the same? */
export function isSameVersion(
  collector: string,
  before: string,
  after: string,
  projection: FactProjection,
): boolean {
  return isDeepStrictEqual(
    projected(collector, before, projection),
    projected(collector, after, projection),
  );
}

/**
 * Finds the versions that facts get which are about to change, and keeps those that they replace.
 *
 * @param knex - A transaction, or a knex instance where nobody else writes.
 * @param options - `replacements`: facts whose hash differs from what is stored; `isStored`: was there
 *   a fact when it was looked at?
 * @returns `changed_at`, epoch milliseconds, by entity.
 */
export async function replaceVersions(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    replacements: readonly FactReplacement[];
    isStored: (entityId: number) => boolean;
    projection: FactProjection;
  },
): Promise<Map<number, number>> {
  const { collector, replacements, isStored, projection } = options;
  const versions = new Map<number, number>();
  if (!replacements.length) {
    return versions;
  }
  const ids = replacements.map(({ entity_id }) => entity_id);
  const { present, endedAt } = await selectVersions(knex, {
    collector,
    storedIds: ids.filter(isStored),
    newIds: ids.filter(id => !isStored(id)),
  });
  const history: FactHistoryRow[] = [];
  for (const { entity_id, data, observed_at } of replacements) {
    const before = present.get(entity_id);
    if (!before) {
      const version = Math.max(observed_at, endedAt.get(entity_id) ?? 0);
      versions.set(entity_id, version);
      continue;
    }
    const stands = Number(before.changed_at);
    if (isSameVersion(collector, before.data, data, projection)) {
      versions.set(entity_id, stands);
      continue;
    }
    const version = Math.max(observed_at, stands + 1);
    versions.set(entity_id, version);
    history.push(historyRow(before, version, projection));
  }
  await insertHistory(knex, history);
  return versions;
}

/**
 * Keeps the versions of facts that were deleted.
 *
 * @param knex - The transaction that deleted them.
 * @param options - `at`: since when they are gone.
 */
export async function keepDeleted(
  knex: Knex | Knex.Transaction,
  options: {
    facts: readonly ReplacedFact[];
    at: Date;
    projection: FactProjection;
  },
): Promise<void> {
  const { facts, at, projection } = options;
  await insertHistory(
    knex,
    facts.map(fact => {
      const goneAt = Math.max(at.getTime(), Number(fact.changed_at) + 1);
      return historyRow(fact, goneAt, projection);
    }),
  );
}

/**
 * The row of `fact_history` of a version that no longer holds.
 *
 * @param until - Epoch milliseconds.
 */
export function historyRow(
  fact: ReplacedFact,
  until: number,
  projection: FactProjection,
): FactHistoryRow {
  const { entity_id, collector, data } = fact;
  return {
    entity_id,
    collector,
    changed_at: Number(fact.changed_at),
    replaced_at: until,
    data: packFact(projected(collector, data, projection)),
  };
}

/** Writes rows of versions that no longer hold. */
export async function insertHistory(
  knex: Knex | Knex.Transaction,
  rows: readonly FactHistoryRow[],
): Promise<void> {
  await bulkUpsert(knex, {
    table: 'fact_history',
    key: ['entity_id', 'collector', 'changed_at'],
    rows,
  });
}

function projected(
  collector: string,
  text: string,
  projection: FactProjection,
) {
  const data = readFactData(text);
  return data && projection(collector, data);
}

/**
 * The present versions of facts that are stored, locked; and until when there was one of those that
 * are not. One statement.
 */
async function selectVersions(
  knex: Knex | Knex.Transaction,
  options: {
    collector: string;
    storedIds: readonly number[];
    newIds: readonly number[];
  },
): Promise<{
  present: Map<number, ReplacedFact>;
  endedAt: Map<number, number>;
}> {
  const { collector, storedIds, newIds } = options;
  const stored = idSet(knex, 'entity_id', storedIds);
  const ended = idSet(knex, 'entity_id', newIds);
  const parts = [
    ...(storedIds.length
      ? [{ sql: 'select * from present', bindings: [] }]
      : []),
    ...(newIds.length
      ? [
          {
            sql: `select entity_id, max(replaced_at) as changed_at, null as data
             from fact_history where collector = ? and ${ended.sql}
             group by entity_id`,
            bindings: [collector, ...ended.bindings],
          },
        ]
      : []),
  ];
  const present = storedIds.length
    ? {
        sql: `with present as (
          select entity_id, changed_at, data from facts
          where collector = ? and ${stored.sql} order by entity_id
          ${databaseCapabilities(knex).forUpdate}
        )`,
        bindings: [collector, ...stored.bindings],
      }
    : { sql: '', bindings: [] };
  const rows = await rawRows<{
    entity_id: number;
    changed_at: StoredNumber;
    data: string | null;
  }>(
    knex,
    `${present.sql} ${parts.map(({ sql }) => sql).join(' union all ')}`,
    [...present.bindings, ...parts.flatMap(({ bindings }) => bindings)],
  );
  const found = {
    present: new Map<number, ReplacedFact>(),
    endedAt: new Map<number, number>(),
  };
  for (const { entity_id, changed_at, data } of rows) {
    if (data === null) {
      found.endedAt.set(entity_id, Number(changed_at));
    } else {
      found.present.set(entity_id, { entity_id, collector, changed_at, data });
    }
  }
  return found;
}
