import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { DefinitionsRow } from '../../tables';

/** A document whose content may be new. */
export interface DefinitionWrite {
  kind: string;
  name: string;
  /** SHA-256 (hex) of the canonical document: equal content, equal version. */
  contentHash: string;
  source: string;
  /** Canonical JSON with defaults. */
  document: string;
  createdAt: Date;
  /** `built-in`, `config`, `file`, `url`, or a user entity ref; at most 300 characters. */
  createdBy: string;
}

/** A version that is there now. */
export type RegisteredDefinition = Pick<
  DefinitionsRow,
  'id' | 'enforcement' | 'deactivated_at'
>;

/**
 * Finds the version of a document with this content, or makes the next one. At most three
 * statements. Replicas that come at the same time get the same version, or the later one an error
 * of the unique key, after which it finds the version of the other by trying again.
 *
 * @param knex - A transaction.
 * @returns The version, with what is stored of earlier times when it was active.
 */
export async function registerDefinition(
  knex: Knex | Knex.Transaction,
  definition: DefinitionWrite,
): Promise<RegisteredDefinition> {
  const { kind, name } = definition;
  const find = async () =>
    await rawRows<RegisteredDefinition>(
      knex,
      `select id, enforcement, deactivated_at from definitions
       where kind = ? and name = ? and content_hash = ?
       order by version desc limit 1`,
      [kind, name, definition.contentHash],
    );
  const [known] = await find();
  if (known) {
    // The same content may lie elsewhere now.
    await rawRows(
      knex,
      'update definitions set source = ? where id = ? and source <> ?',
      [definition.source, known.id, definition.source],
    );
    return known;
  }
  // A replica may have added it since the first look: the statement looks again, by itself.
  await rawRows(
    knex,
    `insert into definitions
       (kind, name, version, content_hash, source, document, created_at, created_by)
     select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?
     from definitions where kind = ? and name = ?
     having count(case when content_hash = ? then 1 end) = 0`,
    [
      kind,
      name,
      definition.contentHash,
      definition.source,
      definition.document,
      definition.createdAt.getTime(),
      definition.createdBy,
      kind,
      name,
      definition.contentHash,
    ],
  );
  const [added] = await find();
  return added;
}
