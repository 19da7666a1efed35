import { StoredNumber, TableColumns } from './TableColumns';

/** Facts of the past that are replayed on the first start. */
export interface ReplaysRow {
  id: string;
  /** Ids of the series, joined by a comma. */
  series: string;
  /** `running`, `completed`, `refused` or `failed`. */
  status: string;
  /** The present, as it was when it began. */
  until_at: StoredNumber;
  /** `YYYY-MM-DD`, UTC: the last day that is done; null: none. */
  day: string | null;
  facts: number;
  /** Items that could not be taken. */
  refused: number;
  /** New at every taking up: the past is written only while it stands. Null: nobody is at it. */
  ticket: string | null;
  lease_until: StoredNumber | null;
  started_at: StoredNumber;
  finished_at: StoredNumber | null;
  last_error: string | null;
}

/** Tables of replays of the past. */
export interface ReplayTables {
  replays: ReplaysRow;
}

/** The columns of {@link ReplayTables}. */
export const replayColumns: TableColumns<ReplayTables> = {
  replays: {
    id: 'text',
    series: 'text',
    status: 'text',
    until_at: 'bigint',
    day: 'text',
    facts: 'integer',
    refused: 'integer',
    ticket: 'text',
    lease_until: 'bigint',
    started_at: 'bigint',
    finished_at: 'bigint',
    last_error: 'text',
  },
};
