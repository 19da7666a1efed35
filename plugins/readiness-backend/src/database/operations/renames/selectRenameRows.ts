import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { textSet } from '../bulk';

/** What a rename asks of an entity that is known, live or removed. */
export interface RenameRow {
  id: number;
  ref: string;
  isLive: boolean;
  /** Null: from the beginning. */
  createdAt: number | null;
}

/**
 * Entities by their refs, removed ones too, in one statement.
 *
 * @param knex - A knex instance, or the transaction that renames them.
 * @param options - `refs`: whole, in lower case; `lock`: they stay as they are until the transaction ends.
 *   Default: false.
 * @returns By ref; unknown ones are left out.
 */
export async function selectRenameRows(
  knex: Knex | Knex.Transaction,
  options: { refs: readonly string[]; lock?: boolean },
): Promise<Map<string, RenameRow>> {
  const chosen = textSet(knex, 'ref', options.refs);
  const rows = await rawRows<{
    id: number;
    ref: string;
    created_at: StoredNumber | null;
    removed_at: StoredNumber | null;
  }>(
    knex,
    `select id, ref, created_at, removed_at from entities where ${chosen.sql}
     order by id ${options.lock ? databaseCapabilities(knex).forUpdate : ''}`,
    chosen.bindings,
  );
  return new Map(
    rows.map(row => [
      row.ref,
      {
        id: row.id,
        ref: row.ref,
        isLive: row.removed_at === null,
        createdAt: row.created_at === null ? null : Number(row.created_at),
      },
    ]),
  );
}
