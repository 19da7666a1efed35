import { Knex } from 'knex';
import { ActiveDefinitionsRow } from '../../tables';
import { bulkDelete, bulkUpsert } from '../bulk';

/**
 * Points the names of documents at versions and takes others away, at most two statements.
 *
 * @param knex - A transaction.
 * @param options - `active`: pointers to set, rows that stand unchanged are not written;
 *   `inactive`: names whose pointer is deleted.
 */
export async function activateDefinitions(
  knex: Knex | Knex.Transaction,
  options: {
    kind: string;
    active: ReadonlyArray<Omit<ActiveDefinitionsRow, 'kind'>>;
    inactive: readonly string[];
  },
): Promise<void> {
  const { kind } = options;
  await bulkUpsert(knex, {
    table: 'active_definitions',
    rows: options.active.map(row => ({ kind, ...row })),
    key: ['kind', 'name'],
  });
  await bulkDelete(knex, {
    table: 'active_definitions',
    key: ['kind', 'name'],
    rows: options.inactive.map(name => ({ kind, name })),
  });
}
