import { StoredNumber, TableColumns } from './TableColumns';

/** The latest fact of a collector about an entity. */
export interface FactsRow {
  entity_id: number;
  collector: string;
  /** JSON. */
  data: string;
  /** SHA-256 (hex) of the data after rounding by the schema's precision. */
  hash: string;
  observed_at: StoredNumber;
  expires_at: StoredNumber | null;
  /** Mark of what the data was made of, see `composeRevision`; null: nothing tells. */
  revision: string | null;
  /** When the source last said that it knows nothing of the entity; null: it knows it. */
  absent_at: StoredNumber | null;
  /** Since when it says what it says: names the version. Later than that of every version before it. */
  changed_at: StoredNumber;
}

/** A version of a fact that was replaced or taken back. */
export interface FactHistoryRow {
  entity_id: number;
  collector: string;
  changed_at: StoredNumber;
  replaced_at: StoredNumber;
  /** What checks read of it, see `PackedFact`. */
  data: string;
}

/** Something that changed and that derived facts do not know yet. Only added and deleted, so that nobody waits. */
export interface DerivationMarksRow {
  id: StoredNumber;
  /** The derived fact, e.g. `readiness/relations`. */
  collector: string;
  /** The entity that changed, in the catalog or not; '': everything. */
  ref: string;
  /** From when on it is heeded. */
  due_at: StoredNumber;
}

/** Who derives the facts of a collector now, and when that was last done. */
export interface DerivationsRow {
  collector: string;
  /** New at every claim: facts are written only while it stands. Null: nobody. */
  ticket: string | null;
  lease_until: StoredNumber | null;
  derived_at: StoredNumber | null;
}

/** Tables of facts, and of what derived facts still have to learn. */
export interface FactTables {
  facts: FactsRow;
  fact_history: FactHistoryRow;
  derivation_marks: DerivationMarksRow;
  derivations: DerivationsRow;
}

/** The columns of {@link FactTables}. */
export const factColumns: TableColumns<FactTables> = {
  facts: {
    entity_id: 'integer',
    collector: 'text',
    data: 'text',
    hash: 'text',
    observed_at: 'bigint',
    expires_at: 'bigint',
    revision: 'text',
    absent_at: 'bigint',
    changed_at: 'bigint',
  },
  fact_history: {
    entity_id: 'integer',
    collector: 'text',
    changed_at: 'bigint',
    replaced_at: 'bigint',
    data: 'text',
  },
  derivation_marks: {
    id: 'bigint',
    collector: 'text',
    ref: 'text',
    due_at: 'bigint',
  },
  derivations: {
    collector: 'text',
    ticket: 'text',
    lease_until: 'bigint',
    derived_at: 'bigint',
  },
};
