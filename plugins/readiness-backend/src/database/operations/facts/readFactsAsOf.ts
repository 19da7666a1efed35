import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { readFactData, unpackFact } from './PackedFact';

/** What a fact said at a time. */
export interface PastFact {
  entityId: number;
  collector: string;
  /** Since when it said so, epoch milliseconds: names the version. */
  version: number;
  /** What checks read of it, or all of it where it still says so; null: checks read nothing of it. */
  data: JsonObject | null;
}

/**
 * What was known of entities at a time, in one statement: facts that say today what they said then,
 * and of the others the versions that were replaced later, as far back as history is kept.
 *
 * What was found out about a time afterwards, and pushed with that time, counts as known. Whether a
 * fact was stale is not kept: whoever evaluates takes them for fresh.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`, and the time.
 * @returns Sorted by entity, then collector. A fact that was not there is not in it.
 */
export async function readFactsAsOf(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; at: Date },
): Promise<PastFact[]> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const at = options.at.getTime();
  const rows = await rawRows<{
    entity_id: number;
    collector: string;
    changed_at: StoredNumber;
    present: string | null;
    kept: string | null;
  }>(
    knex,
    `select entity_id, collector, changed_at, data as present, null as kept
     from facts where ${chosen.sql} and changed_at <= ?
     union all
     select entity_id, collector, changed_at, null, data
     from fact_history
     where ${chosen.sql} and changed_at <= ? and replaced_at > ?
     order by entity_id, collector`,
    [...chosen.bindings, at, ...chosen.bindings, at, at],
  );
  return rows.map(row => ({
    entityId: row.entity_id,
    collector: row.collector,
    version: Number(row.changed_at),
    data:
      row.present === null
        ? unpackFact(row.kept ?? '')
        : readFactData(row.present),
  }));
}
