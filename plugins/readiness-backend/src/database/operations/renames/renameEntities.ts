import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { bulkUpsert, idSet } from '../bulk';
import { jsonRows } from '../rows/jsonRows';
import { Rename } from './Rename';

/**
 * Takes their refs from entities that are gone, so that others can have them: the key is put behind, which
 * no ref of the catalog can look like. One statement.
 *
 * @param trx - The transaction that removed them.
 * @param options - Keys of removed `entities`.
 */
export async function retireRefs(
  trx: Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<void> {
  if (!options.entityIds.length) {
    return;
  }
  const chosen = idSet(trx, 'id', options.entityIds);
  await rawRows(
    trx,
    `update entities set ref = ref || ' (' || cast(id as text) || ')'
     where removed_at is not null and ${chosen.sql}`,
    chosen.bindings,
  );
}

/**
 * Gives entities another ref. Their keys stay, and with them all that is stored of them; those that were
 * removed are there again and go on with their life. Two statements.
 *
 * @param trx - The transaction that locked them; nobody else has the new refs.
 * @param options - `renames`: each entity and each new ref once; `at`: when.
 */
export async function renameEntities(
  trx: Knex.Transaction,
  options: { renames: readonly Rename[]; at: Date },
): Promise<void> {
  const { renames, at } = options;
  if (!renames.length) {
    return;
  }
  await bulkUpsert(trx, {
    table: 'previous_refs',
    key: ['entity_id', 'ref'],
    rows: renames.map(({ id, from }) => ({
      entity_id: id,
      ref: from,
      renamed_at: at.getTime(),
    })),
  });
  const given = jsonRows(
    trx,
    { id: 'integer', ref: 'text', namespace: 'text', name: 'text' },
    renames.map(({ id, to }) => ({ id, ...to })),
  );
  await rawRows(
    trx,
    `update entities set ref = given.ref, namespace = given.namespace,
       name = given.name, removed_at = null, missed_streams = 0
     from ${given.sql} where entities.id = given.id`,
    given.bindings,
  );
}
