import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntityTargetsRow } from '../../tables';
import { bulkDelete, bulkUpsert, idSet } from '../bulk';

/**
 * Replaces the targets of some entities, the keys by which events name them; writes only what differs.
 * At most three statements for up to 3,000 differences, one if nothing differs.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`: the entities; `targets`: all that they have now, each once.
 */
export async function replaceEntityTargets(
  knex: Knex | Knex.Transaction,
  options: {
    entityIds: readonly number[];
    targets: readonly EntityTargetsRow[];
  },
): Promise<void> {
  if (!options.entityIds.length) {
    return;
  }
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const rows = await rawRows<EntityTargetsRow>(
    knex,
    `select entity_id, target from entity_targets where ${chosen.sql}`,
    chosen.bindings,
  );
  const stored = new Map(rows.map(row => [toKey(row), row]));
  const wanted = new Map(options.targets.map(row => [toKey(row), row]));
  const key = ['entity_id', 'target'] as const;
  await bulkDelete(knex, {
    table: 'entity_targets',
    key,
    rows: [...stored].flatMap(([k, row]) => (wanted.has(k) ? [] : [row])),
  });
  await bulkUpsert(knex, {
    table: 'entity_targets',
    key,
    rows: [...wanted].flatMap(([k, row]) => (stored.has(k) ? [] : [row])),
    onConflict: 'ignore',
  });
}

function toKey({ entity_id: entityId, target }: EntityTargetsRow): string {
  return `${entityId} ${target}`;
}
