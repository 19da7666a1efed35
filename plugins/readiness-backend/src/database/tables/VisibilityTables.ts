import { StoredNumber, TableColumns } from './TableColumns';

/** A set of entities that some readers may see, kept for a minute. */
export interface VisibleSetsRow {
  id: number;
  /** SHA-256 (hex) of the catalog's conditions. */
  conditions_hash: string;
  expires_at: StoredNumber;
}

/** One entity of a visible set. */
export interface VisibleEntitiesRow {
  set_id: number;
  entity_id: number;
}

/** Tables of what readers may see. */
export interface VisibilityTables {
  visible_sets: VisibleSetsRow;
  visible_entities: VisibleEntitiesRow;
}

/** The columns of {@link VisibilityTables}. */
export const visibilityColumns: TableColumns<VisibilityTables> = {
  visible_sets: {
    id: 'integer',
    conditions_hash: 'text',
    expires_at: 'bigint',
  },
  visible_entities: {
    set_id: 'integer',
    entity_id: 'integer',
  },
};
