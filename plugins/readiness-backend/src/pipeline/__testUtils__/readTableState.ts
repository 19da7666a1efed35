import { Knex } from 'knex';
import { Tables, tableColumns } from '../../database/tableColumns';
import { sumColumns } from '../../rollups';

/**
 * All rows of tables, in a form that is equal for equal states. Versions of facts and ids of transitions are left
 * out: their names are the times, and the order, in which something happened to be written.
 *
 * @returns lines by table
 */
export async function readTableState(
  knex: Knex,
  tables: readonly (keyof Tables)[],
): Promise<Record<string, string[]>> {
  const state: Record<string, string[]> = {};
  for (const table of tables) {
    const rows: Array<Record<string, unknown>> = await knex(table);
    state[table] = rows
      .filter(
        row => row.count !== 0 && !(table === 'movements' && isNothing(row)),
      )
      .map(row =>
        JSON.stringify(
          Object.keys(tableColumns[table])
            .filter(
              column =>
                column !== 'fact_versions' &&
                !(table.endsWith('transitions') && column === 'id'),
            )
            .map(column => [column, plain(row[column])]),
        ),
      )
      .sort();
  }
  return state;
}

/** A movement that was taken back. */
function isNothing(row: Record<string, unknown>): boolean {
  return sumColumns.every(column => row[column] === 0);
}

function plain(value: unknown): unknown {
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return typeof value === 'string' && /^-?\d+$/.test(value)
    ? Number(value)
    : value;
}
