import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/** The active version of a document. */
export interface ActiveDefinitionRow {
  /** Key of the version. */
  id: number;
  name: string;
  version: number;
  content_hash: string;
  source: string;
  /** Canonical JSON with defaults. */
  document: string;
  position: number;
}

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
    `select d.id, d.name, d.version, d.content_hash, d.source, d.document, a.position
     from active_definitions a
     join definitions d on d.id = a.definition_id
     where a.kind = ?
     order by a.position, d.name`,
    [options.kind],
  );
}
