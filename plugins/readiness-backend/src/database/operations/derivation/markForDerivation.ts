import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { bulkUpsert, idSet } from '../bulk';

/** Stands for everything, in place of a ref. */
export const everything = '';

/** What changed, for one derived fact. */
export interface DerivationMark {
  /** The derived fact, e.g. `readiness/relations`. */
  collector: string;
  /** Refs that changed, in the catalog or not, or {@link everything}. */
  refs: readonly string[];
}

/**
 * Notes that derived facts have to be written anew. One statement that only adds rows, so that
 * nobody waits for whoever is deriving. Call it in the transaction that writes what changed.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `marks`; `at`: from when on they are heeded.
 */
export async function markForDerivation(
  knex: Knex | Knex.Transaction,
  options: { marks: readonly DerivationMark[]; at: Date },
): Promise<void> {
  const due_at = options.at.getTime();
  await bulkUpsert(knex, {
    table: 'derivation_marks',
    rows: options.marks.flatMap(({ collector, refs }) =>
      [...new Set(refs)].map(ref => ({ collector, ref, due_at })),
    ),
  });
}

/**
 * The refs of some entities and of all that they are related to: what is told of any of them
 * changes when these entities go. One statement; ask before their relations are deleted.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of `entities`.
 */
export async function selectRelatedRefs(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<string[]> {
  const entities = idSet(knex, 'id', options.entityIds);
  const sources = idSet(knex, 'source_id', options.entityIds);
  const rows = await rawRows<{ ref: string }>(
    knex,
    `select ref from entities where ${entities.sql}
     union select target_ref as ref from entity_relations where ${sources.sql}`,
    [...entities.bindings, ...sources.bindings],
  );
  return rows.map(row => row.ref);
}
