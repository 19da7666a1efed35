import { StoredNumber, TableColumns } from './TableColumns';

/** That something changed in an owner set within a window of time, for those who are to be told. */
export interface ReactionOutboxRow {
  /** A `ReactionTopic`. */
  topic: string;
  /** The version of the scorecard under which it changed. */
  definition_id: number;
  owner_set_id: number;
  /** Start of the window. */
  window_at: StoredNumber;
  /** From when on it is sorted into deliveries; follows from topic and window. */
  due_at: StoredNumber;
  /** A line of JSON each, see `LevelChange`, as many as find room; '' where the topic has none. */
  changes: string;
  /** How many changes there were, those without room included. */
  change_count: number;
}

/** What one reaction has still to tell. Deleted when it is told. */
export interface ReactionDeliveriesRow {
  id: StoredNumber;
  /** A `ReactionId`. */
  reaction: string;
  topic: string;
  /** Whom or what it is about: a ref, the key of an owner set, or ''. */
  subject: string;
  /** '' where it is about no single one. */
  scorecard: string;
  /** 0: of no single version. */
  version: number;
  window_at: StoredNumber;
  /** Lines as in the outbox. */
  changes: string;
  change_count: number;
  /** When it is tried next, or the lease of whoever holds it ends. */
  next_at: StoredNumber;
  attempts: number;
  /** New at every claim, and gone when more is added: it is done only while it stands. */
  ticket: string | null;
  last_error: string | null;
  /** When it was given up; null: it is still tried. */
  put_aside_at: StoredNumber | null;
}

/** Tables of what has still to be told. */
export interface ReactionTables {
  reaction_outbox: ReactionOutboxRow;
  reaction_deliveries: ReactionDeliveriesRow;
}

/** The columns of {@link ReactionTables}. */
export const reactionColumns: TableColumns<ReactionTables> = {
  reaction_outbox: {
    topic: 'text',
    definition_id: 'integer',
    owner_set_id: 'integer',
    window_at: 'bigint',
    due_at: 'bigint',
    changes: 'text',
    change_count: 'integer',
  },
  reaction_deliveries: {
    id: 'bigint',
    reaction: 'text',
    topic: 'text',
    subject: 'text',
    scorecard: 'text',
    version: 'integer',
    window_at: 'bigint',
    changes: 'text',
    change_count: 'integer',
    next_at: 'bigint',
    attempts: 'integer',
    ticket: 'text',
    last_error: 'text',
    put_aside_at: 'bigint',
  },
};
