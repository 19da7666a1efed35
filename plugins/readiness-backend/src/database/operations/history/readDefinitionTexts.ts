import { Knex } from 'knex';
import { idSet } from '../bulk';
import { readRows, sql } from '../reading/SqlFragment';

/**
 * Reads the documents of some versions. One statement, or none for none.
 *
 * @returns JSON by key of the version
 */
export async function readDefinitionTexts(
  knex: Knex,
  definitionIds: readonly number[],
): Promise<Map<number, string>> {
  if (!definitionIds.length) {
    return new Map();
  }
  const rows = await readRows<{ id: number; document: string }>(
    knex,
    sql`select d.id, d.document from definitions d
      where ${idSet(knex, 'd.id', [...new Set(definitionIds)])}`,
  );
  return new Map(rows.map(row => [row.id, row.document]));
}
