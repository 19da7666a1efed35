import { StoredNumber, TableColumns } from './TableColumns';

/** A version of a document. Its id is the "scorecard version" of other tables. */
export interface DefinitionsRow {
  id: number;
  kind: string;
  name: string;
  version: number;
  content_hash: string;
  source: string;
  /** Canonical JSON with defaults. */
  document: string;
  created_at: StoredNumber;
  /** `built-in`, `config`, `file`, `url`, or the entity ref of the user who asked for it to be read. */
  created_by: string;
  /** JSON, see `Enforcement`: from which days checks count. Null: all as written. */
  enforcement: string | null;
  /** When it last became active; null: never, or before this was noted. */
  activated_at: StoredNumber | null;
  /** When it last stopped being active; null: never. */
  deactivated_at: StoredNumber | null;
  /** While some replica cannot read it: since when none is known that can. */
  unreadable_since: StoredNumber | null;
  /** When a replica last said that it cannot read it. */
  unreadable_at: StoredNumber | null;
}

/** Which version of a document is active. */
export interface ActiveDefinitionsRow {
  kind: string;
  name: string;
  definition_id: number;
  /** Order in which pages show scorecards; the first one is the default. */
  position: number;
}

/** Integer keys of checks; identity is (scorecard, check). */
export interface ChecksRow {
  id: number;
  scorecard: string;
  check_id: string;
}

/** Tables of documents and their checks. */
export interface DefinitionTables {
  definitions: DefinitionsRow;
  active_definitions: ActiveDefinitionsRow;
  checks: ChecksRow;
}

/** The columns of {@link DefinitionTables}. */
export const definitionColumns: TableColumns<DefinitionTables> = {
  definitions: {
    id: 'integer',
    kind: 'text',
    name: 'text',
    version: 'integer',
    content_hash: 'text',
    source: 'text',
    document: 'text',
    created_at: 'bigint',
    created_by: 'text',
    enforcement: 'text',
    activated_at: 'bigint',
    deactivated_at: 'bigint',
    unreadable_since: 'bigint',
    unreadable_at: 'bigint',
  },
  active_definitions: {
    kind: 'text',
    name: 'text',
    definition_id: 'integer',
    position: 'integer',
  },
  checks: {
    id: 'integer',
    scorecard: 'text',
    check_id: 'text',
  },
};
