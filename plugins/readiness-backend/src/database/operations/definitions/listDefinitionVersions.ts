import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { DefinitionsRow, StoredBoolean } from '../../tables';

/** A version in a list. */
export type DefinitionVersionRow = Pick<
  DefinitionsRow,
  | 'id'
  | 'version'
  | 'content_hash'
  | 'source'
  | 'document'
  | 'created_at'
  | 'created_by'
  | 'activated_at'
  | 'enforcement'
> & { active: StoredBoolean };

/**
 * Versions of a document, the latest first, in one statement.
 *
 * @param knex - A knex instance.
 * @param options - `before`: only versions with a lower number; `limit`: the most rows.
 */
export async function listDefinitionVersions(
  knex: Knex,
  options: { kind: string; name: string; before?: number; limit: number },
): Promise<DefinitionVersionRow[]> {
  const { kind, name, before, limit } = options;
  return await rawRows<DefinitionVersionRow>(
    knex,
    `select d.id, d.version, d.content_hash, d.source, d.document, d.created_at, d.created_by,
       d.activated_at, d.enforcement, a.definition_id is not null as active
     from definitions d
     left join active_definitions a on a.definition_id = d.id
     where d.kind = ? and d.name = ? and d.version < ?
     order by d.version desc limit ?`,
    [kind, name, before ?? 2 ** 31 - 1, limit],
  );
}
