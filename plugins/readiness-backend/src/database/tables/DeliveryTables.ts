import { StoredBoolean, StoredNumber, TableColumns } from './TableColumns';

/** What happened to a change, a deployment or an incident. */
export interface DeliveryEventsRow {
  id: StoredNumber;
  /** SHA-256 (hex) of the JSON of `[source, event_id]`. */
  digest: string;
  source: string;
  event_id: string;
  kind: string;
  at: StoredNumber;
  received_at: StoredNumber;
  /** JSON, see `DeliveryEvent`. */
  data: string;
}

/** What an event is about. */
export interface DeliveryEventTargetsRow {
  /** See `deliveryTargets`. */
  target: string;
  at: StoredNumber;
  event_id: StoredNumber;
  kind: string;
  /** A repository beside something that is named more exactly: counts where none of that is in the catalog. */
  beside: StoredBoolean;
}

/** A key by which events name an entity. */
export interface EntityTargetsRow {
  entity_id: number;
  target: string;
}

/** Tables of events of delivery, and of what they are about. */
export interface DeliveryTables {
  delivery_events: DeliveryEventsRow;
  delivery_event_targets: DeliveryEventTargetsRow;
  entity_targets: EntityTargetsRow;
}

/** The columns of {@link DeliveryTables}. */
export const deliveryColumns: TableColumns<DeliveryTables> = {
  delivery_events: {
    id: 'bigint',
    digest: 'text',
    source: 'text',
    event_id: 'text',
    kind: 'text',
    at: 'bigint',
    received_at: 'bigint',
    data: 'text',
  },
  delivery_event_targets: {
    target: 'text',
    at: 'bigint',
    event_id: 'bigint',
    kind: 'text',
    beside: 'boolean',
  },
  entity_targets: {
    entity_id: 'integer',
    target: 'text',
  },
};
