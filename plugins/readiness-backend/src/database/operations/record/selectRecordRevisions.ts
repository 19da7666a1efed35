import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { TrackRecordStatesRow } from '../../tables';
import { idSet } from '../bulk';
import { recordCollectors } from './factElements';

/**
 * What the documents of some entities are now, and what their entries were made of. Two statements.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 * @returns By entity: `facts`, hashes by collector in a steady order; `written`, the
 *   revision that was stored, and when the day of a further entry comes (epoch ms), if any does.
 */
export async function selectRecordRevisions(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<{
  facts: Map<number, string>;
  written: Map<number, { revision: string; nextAt: number | null }>;
}> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const hashes = await rawRows<{
    entity_id: number;
    collector: string;
    hash: string;
  }>(
    knex,
    `select entity_id, collector, hash from facts
     where ${chosen.sql} and collector in ${recordCollectors}
     order by entity_id, collector`,
    chosen.bindings,
  );
  const facts = new Map<number, string>();
  for (const { entity_id, collector, hash } of hashes) {
    const known = facts.get(entity_id) ?? '';
    facts.set(entity_id, `${known} ${collector} ${hash}`);
  }
  const states = await rawRows<
    Pick<TrackRecordStatesRow, 'entity_id' | 'revision' | 'next_at'>
  >(
    knex,
    `select entity_id, revision, next_at from track_record_states where ${chosen.sql}`,
    chosen.bindings,
  );
  return {
    facts,
    written: new Map(
      states.map(({ entity_id, revision, next_at }) => [
        entity_id,
        { revision, nextAt: next_at === null ? null : Number(next_at) },
      ]),
    ),
  };
}
