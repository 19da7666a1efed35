import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { DefinitionsRow } from '../../tables';

/** The active version of a document. */
export type ActiveDefinitionRow = Omit<DefinitionsRow, 'kind'> & {
  /** Order of pages. */
  position: number;
};

const columns = `d.id, d.name, d.version, d.content_hash, d.source, d.document, d.created_at,
  d.created_by, d.enforcement, d.activated_at, d.deactivated_at, d.unreadable_since, d.unreadable_at`;

/**
 * The active versions of all documents of a kind in the order of pages, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - E.g. `Scorecard`.
 */
export async function selectActiveDefinitions(
  knex: Knex | Knex.Transaction,
  options: { kind: string },
): Promise<ActiveDefinitionRow[]> {
  return await rawRows<ActiveDefinitionRow>(
    knex,
    `select ${columns}, a.position
     from active_definitions a
     join definitions d on d.id = a.definition_id
     where a.kind = ?
     order by a.position, d.name`,
    [options.kind],
  );
}

/**
 * The version of each document of a kind that was active last and is not now, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @returns By name; documents with an active version are absent.
 */
export async function selectLastDefinitions(
  knex: Knex | Knex.Transaction,
  options: { kind: string },
): Promise<Map<string, Omit<DefinitionsRow, 'kind'>>> {
  const rows = await rawRows<Omit<DefinitionsRow, 'kind'>>(
    knex,
    `select ${columns}
     from definitions d
     where d.kind = ?
       and not exists (
         select 1 from active_definitions a where a.kind = d.kind and a.name = d.name)
       and not exists (
         select 1 from definitions l
         where l.kind = d.kind and l.name = d.name
           and (coalesce(l.deactivated_at, 0), l.version) > (coalesce(d.deactivated_at, 0), d.version))`,
    [options.kind],
  );
  return new Map(rows.map(row => [row.name, row]));
}
