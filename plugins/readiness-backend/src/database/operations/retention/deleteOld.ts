/**
 * Deletes what is too old, a bounded number of rows at a time, the oldest first, found by an index. Each
 * is one statement in a transaction of its own, safe to repeat, and says how many rows it has deleted: fewer
 * than the limit means that these were the last.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';

/** What is deleted, and how many rows at most. */
export interface OldRows {
  /** The first moment that stays. */
  before: Date;
  limit: number;
}

/** Days that are deleted. */
export interface OldDays {
  /** `YYYY-MM-DD`, UTC: the first day that stays. */
  before: string;
  limit: number;
}

/** Versions of facts, by the time at which they were replaced. */
export async function deleteOldFactVersions(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from fact_history
     where (entity_id, collector, changed_at) in (
       select entity_id, collector, changed_at from fact_history
       where replaced_at < ? order by replaced_at limit ?)
     returning entity_id`,
    [before.getTime(), limit],
  );
  return rows.length;
}

/** Results that changed. */
export async function deleteOldTransitions(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from transitions where id in (
       select id from transitions where at < ? order by at, id limit ?)
     returning id`,
    [before.getTime(), limit],
  );
  return rows.length;
}

/** Levels that changed. */
export async function deleteOldLevelTransitions(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from level_transitions where id in (
       select id from level_transitions where at < ? order by at, id limit ?)
     returning id`,
    [before.getTime(), limit],
  );
  return rows.length;
}

/** Ownership of entities that was over before. */
export async function deleteOldOwnership(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from ownership_periods where (entity_id, from_at) in (
       select entity_id, from_at from ownership_periods
       where until_at < ? order by entity_id limit ?)
     returning entity_id`,
    [before.getTime(), limit],
  );
  return rows.length;
}

/** Teams that were below others, where that was over before. */
export async function deleteOldGroupClosures(
  knex: Knex,
  { before, limit }: OldRows,
): Promise<number> {
  const key = 'ancestor_ref, descendant_ref, from_at';
  const rows = await rawRows(
    knex,
    `delete from group_closure_periods where (${key}) in (
       select ${key} from group_closure_periods
       where until_at < ? order by ${key} limit ?)
     returning from_at`,
    [before.getTime(), limit],
  );
  return rows.length;
}

/**
 * Where entities stood, sums and outcomes, up to a day: rows that were over by then. A row that still stood
 * at the end of the first day that stays is kept, however old it is.
 */
export async function deleteOldSnapshots(
  knex: Knex,
  { before, limit }: OldDays,
  table: 'score_days' | 'rollup_days' | 'check_days',
): Promise<number> {
  const key = {
    score_days: 'entity_id, scorecard, day',
    rollup_days: 'scope, scope_ref, scorecard, item, day',
    check_days: 'check_key, owner_set_id, day',
  }[table];
  const rows = await rawRows(
    knex,
    `delete from ${table} where (${key}) in (
       select ${key} from ${table}
       where until_day is not null and until_day <= ? limit ?)
     returning day`,
    [before, limit],
  );
  return rows.length;
}

/** Days of which there are no snapshots any more. */
export async function deleteOldSnapshotDays(
  knex: Knex,
  { before, limit }: OldDays,
): Promise<number> {
  const rows = await rawRows(
    knex,
    `delete from snapshot_days where (scorecard, day) in (
       select scorecard, day from snapshot_days
       where day < ? order by scorecard, day limit ?)
     returning day`,
    [before, limit],
  );
  return rows.length;
}
