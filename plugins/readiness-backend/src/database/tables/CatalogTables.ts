import { StoredBoolean, StoredNumber, TableColumns } from './TableColumns';

/** An entity of the catalog, with what roll-ups and filters ask for. */
export interface EntitiesRow {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: number | null;
  owner_set_id: number;
  system_ref: string | null;
  domain_ref: string | null;
  /** The Scaffolder template that it was made from. */
  template_ref: string | null;
  /** `https://<host>/<path>` of the repository that holds its source; null: none is known. */
  repository_url: string | null;
  /** Digest of that URL, 0 for none: entities of one repository are neighbours by (key, id). */
  repository_key: number;
  /** Null: it was there when Readiness first read the whole catalog. */
  created_at: StoredNumber | null;
  removed_at: StoredNumber | null;
  /** In how many complete streams in a row it was absent. */
  missed_streams: number;
  /** When its present owners took it over; null: they made it, or had it from the beginning. */
  owner_since: StoredNumber | null;
}

/** A ref that an entity had before it was renamed. */
export interface PreviousRefsRow {
  entity_id: number;
  ref: string;
  renamed_at: StoredNumber;
}

/** One relation of an entity. */
export interface EntityRelationsRow {
  source_id: number;
  type: string;
  target_ref: string;
}

/** A target of relations that no stream has brought, about which the catalog was asked. */
export interface LookedUpRefsRow {
  ref: string;
  found: StoredBoolean;
  looked_up_at: StoredNumber;
}

/** Tables of what the catalog says. */
export interface CatalogTables {
  entities: EntitiesRow;
  previous_refs: PreviousRefsRow;
  entity_relations: EntityRelationsRow;
  looked_up_refs: LookedUpRefsRow;
}

/** The columns of {@link CatalogTables}. */
export const catalogColumns: TableColumns<CatalogTables> = {
  entities: {
    id: 'integer',
    ref: 'text',
    kind: 'text',
    namespace: 'text',
    name: 'text',
    title: 'text',
    type: 'text',
    lifecycle: 'text',
    tier: 'integer',
    owner_set_id: 'integer',
    system_ref: 'text',
    domain_ref: 'text',
    template_ref: 'text',
    repository_url: 'text',
    repository_key: 'integer',
    created_at: 'bigint',
    removed_at: 'bigint',
    missed_streams: 'integer',
    owner_since: 'bigint',
  },
  previous_refs: { entity_id: 'integer', ref: 'text', renamed_at: 'bigint' },
  entity_relations: {
    source_id: 'integer',
    type: 'text',
    target_ref: 'text',
  },
  looked_up_refs: {
    ref: 'text',
    found: 'boolean',
    looked_up_at: 'bigint',
  },
};
