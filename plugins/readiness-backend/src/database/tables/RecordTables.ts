import { StoredBoolean, StoredNumber, TableColumns } from './TableColumns';

/**
 * What was done and written down for an entity: documents, deployments, incidents and freezes. Made of its
 * facts and events by the collector of the track record; changes of levels are in `level_transitions`.
 */
export interface TrackRecordEntriesRow {
  entity_id: number;
  /** Digest (hex) of what it is, the same at each entity that it is about. */
  key: string;
  /** A `TrackRecordEntryKind` of the API. */
  kind: string;
  /** Of a document the start (UTC) of its day. */
  at: StoredNumber;
  /** It has a day and no time. */
  whole_day: StoredBoolean;
  title: string;
  about: string | null;
  complete: StoredBoolean | null;
  /** http(s) address. */
  link: string | null;
  details: string | null;
  /**
   * ` a b `: what an accepted decision or a complete impact entry is about, so that it can be counted as an
   * answer. Null: nothing, or another kind.
   */
  topics: string | null;
  minutes: number | null;
}

/** What the entries of an entity were made of. Locked while they are written. */
export interface TrackRecordStatesRow {
  entity_id: number;
  /** Digest of facts, events and rules; '': nothing was made yet. */
  revision: string;
  /** When the day of an entry comes that was still to come; null: there is none. */
  next_at: StoredNumber | null;
  /** JSON, see `StoredDelivery`: what metrics of delivery are computed of. Null: no event is known. */
  delivery: string | null;
}

/** Tables of track records. */
export interface RecordTables {
  track_record_entries: TrackRecordEntriesRow;
  track_record_states: TrackRecordStatesRow;
}

/** The columns of {@link RecordTables}. */
export const recordColumns: TableColumns<RecordTables> = {
  track_record_entries: {
    entity_id: 'integer',
    key: 'text',
    kind: 'text',
    at: 'bigint',
    whole_day: 'boolean',
    title: 'text',
    about: 'text',
    complete: 'boolean',
    link: 'text',
    details: 'text',
    topics: 'text',
    minutes: 'double precision',
  },
  track_record_states: {
    entity_id: 'integer',
    revision: 'text',
    next_at: 'bigint',
    delivery: 'text',
  },
};
