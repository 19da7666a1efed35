import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet, textSet } from '../bulk';

/** A ref that an entity had before it was renamed. */
export interface PreviousRef {
  entityId: number;
  /** The ref that it had. */
  ref: string;
}

/**
 * Refs that some entities had before, but for those that are another live entity's now. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 */
export async function selectPreviousRefs(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<PreviousRef[]> {
  const chosen = idSet(knex, 'p.entity_id', options.entityIds);
  return await rawRows<PreviousRef>(
    knex,
    `select p.entity_id as "entityId", p.ref from previous_refs p
     where ${chosen.sql} and not exists (
       select 1 from entities e where e.ref = p.ref and e.removed_at is null)
     order by p.entity_id, p.ref`,
    chosen.bindings,
  );
}

/**
 * Who had some refs before, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `refs`: whole, in lower case.
 * @returns By that ref: key and present ref of the entity that had it last.
 */
export async function selectSuccessors(
  knex: Knex | Knex.Transaction,
  options: { refs: readonly string[] },
): Promise<Map<string, { id: number; ref: string }>> {
  const chosen = textSet(knex, 'p.ref', options.refs);
  const rows = await rawRows<{ previous: string; id: number; ref: string }>(
    knex,
    `select p.ref as previous, e.id, e.ref from previous_refs p
     join entities e on e.id = p.entity_id
     where ${chosen.sql} order by p.renamed_at, e.id`,
    chosen.bindings,
  );
  return new Map(rows.map(row => [row.previous, { id: row.id, ref: row.ref }]));
}
