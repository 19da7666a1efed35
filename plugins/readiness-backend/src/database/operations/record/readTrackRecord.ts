import { Knex } from 'knex';
import { readRows, sql } from '../reading/SqlFragment';
import { readTogether } from '../reading/readTogether';
import { completeSince } from './factElements';
import {
  isRecorded,
  recordEntries,
  RecordEntryRow,
  RecordRange,
  RecordSelection,
} from './RecordSelection';

/** An entry with the entity that it is shown at. */
export type LabelledEntryRow = RecordEntryRow & {
  ref: string;
  entity_title: string | null;
};

/** The last row of the page before: time and key. */
export type RecordKey = readonly [at: number, key: string];

/** What both reads of a record are filtered by. */
export interface RecordFilter extends RecordSelection {
  /** Names of scorecards whose levels the reader may see. */
  scorecards: readonly string[];
  range: RecordRange;
}

/**
 * One page of a track record, newest first, in a steady order. One statement.
 *
 * @param options - filter, kinds, page size and, for a later page, where the one before ended
 */
export function readTrackRecord(
  knex: Knex,
  options: RecordFilter & {
    kinds?: readonly string[];
    limit: number;
    after?: RecordKey;
  },
): Promise<LabelledEntryRow[]> {
  const { after } = options;
  return readRows(
    knex,
    sql`select p.*, e.ref, e.title as entity_title from (
        select * from (${recordEntries(knex, options)}) entries
        where ${
          after ? sql`(at, "key") < (${after[0]}, ${after[1]})` : sql`true`
        }
        order by at desc, "key" desc limit ${options.limit}
      ) p join entities e on e.id = p.entity_id
      order by p.at desc, p."key" desc`,
  );
}

/** What is said of a whole record. */
export interface RecordSummary {
  /** Entries of the range by kind. */
  counts: Array<{ kind: string; count: number }>;
  /** ISO date from which on all its entities' documents are known; null: not known. */
  since: string | null;
  /** Entities that the reader may not see. */
  hidden: number;
}

/** Reads what is said of a whole record, with one statement. */
export async function readRecordSummary(
  knex: Knex,
  filter: RecordFilter,
): Promise<RecordSummary> {
  const read = await readTogether<{
    counts: { kind: string; count: number };
    coverage: { entities: number; known: number; since: string | null };
    hidden: { count: number };
  }>(knex, {
    counts: {
      query: sql`select kind, count(*) as count
        from (${recordEntries(knex, filter)}) entries
        group by kind order by kind`,
      columns: ['kind', 'count'],
    },
    coverage: {
      query: sql`select count(*) as entities, count(since) as known,
          max(since) as since
        from (
          select ${completeSince(knex)} as since from facts f
          join entities e on e.id = f.entity_id
          where f.collector = 'track-record' and ${isRecorded(filter)}
        ) facts`,
      columns: ['entities', 'known', 'since'],
    },
    hidden: hiddenRowSet(filter),
  });
  const [coverage] = read.coverage;
  return {
    counts: read.counts.map(({ kind, count }) => ({
      kind,
      count: Number(count),
    })),
    since: coverage.entities === coverage.known ? coverage.since : null,
    hidden: Number(read.hidden[0].count),
  };
}

/** How many entities of a group the reader may not see. */
export function hiddenRowSet(selection: RecordSelection) {
  return {
    query: sql`select count(*) as count from entities e
      where ${isRecorded(selection, true)}`,
    columns: ['count'],
  };
}
