/**
 * Which owner sets belonged to which team on which days: an owner set belongs to a team while one of its owners
 * is the team or below it. The day is that of the end of a day, so that what came and went within one day was
 * never there.
 */
import { Knex } from 'knex';
import { RowSet } from '../reading/readPackedRows';
import { readTogether } from '../reading/readTogether';
import { sql, SqlFragment } from '../reading/SqlFragment';
import { StoredNumber } from '../../tables';
import { Days, lastMoment } from './HistorySelection';

/** An owner set that belonged to a team. */
export interface Membership {
  ownerSetId: number;
  /** The first day at whose end it belonged to it. */
  from: string;
  /** The first day at whose end it did not any more; null: it still does. */
  until: string | null;
}

/** A row of {@link membershipsRowSet}. */
export interface MembershipRow {
  team_ref: string;
  owner_set_id: number;
  from_at: StoredNumber;
  until_at: StoredNumber | null;
}

/**
 * Periods of the closures of teams, each joined with the owner sets of its descendants.
 *
 * @param options - `teams`: a condition over `c.ancestor_ref`; `days`: those of interest
 */
export function membershipsRowSet(options: {
  teams: SqlFragment;
  days: Days;
}): RowSet {
  return {
    query: sql`
      select c.ancestor_ref as team_ref, m.owner_set_id, c.from_at, c.until_at
      from group_closure_periods c
      join owner_set_members m on m.owner_ref = c.descendant_ref
      where ${options.teams} and c.from_at <= ${lastMoment(options.days.to)}
        and (c.until_at is null or c.until_at > ${lastMoment(
          options.days.from,
        )})`,
    columns: ['team_ref', 'owner_set_id', 'from_at', 'until_at'],
  };
}

/**
 * Joins the periods of several owners of a set.
 *
 * @returns memberships by team; those of one set follow each other and do not meet
 */
export function toMemberships(
  rows: readonly MembershipRow[],
): Map<string, Membership[]> {
  const teams = new Map<string, Map<number, Membership[]>>();
  for (const row of rows) {
    const sets = teams.get(row.team_ref) ?? new Map<number, Membership[]>();
    teams.set(row.team_ref, sets);
    const ownerSetId = Number(row.owner_set_id);
    const from = toDay(row.from_at);
    const until = row.until_at === null ? null : toDay(row.until_at);
    if (until === null || from < until) {
      const periods = sets.get(ownerSetId) ?? [];
      sets.set(ownerSetId, periods);
      periods.push({ ownerSetId, from, until });
    }
  }
  return new Map(
    [...teams].map(([team, sets]) => [team, [...sets.values()].flatMap(unite)]),
  );
}

/** Did the owner set belong to it at the end of the day? */
export function isMemberOn(membership: Membership, day: string): boolean {
  return (
    membership.from <= day &&
    (membership.until === null || membership.until > day)
  );
}

/** Reads the memberships of one team, and days of which there are snapshots of a scorecard: one statement. */
export async function readTeamHistory(
  knex: Knex,
  options: { team: string | null; scorecard: string; days: Days },
): Promise<{ memberships: Membership[] | null; snapshotDays: string[] }> {
  const { team, scorecard, days } = options;
  const read = await readTogether<{
    memberships: MembershipRow;
    days: { day: string };
  }>(knex, {
    memberships: membershipsRowSet({
      teams: team === null ? sql`false` : sql`c.ancestor_ref = ${team}`,
      days,
    }),
    days: snapshotDaysRowSet(scorecard, days),
  });
  return {
    memberships:
      team === null ? null : toMemberships(read.memberships).get(team) ?? [],
    snapshotDays: read.days.map(({ day }) => day),
  };
}

/** Days of which there are snapshots of a scorecard, in order. */
export function snapshotDaysRowSet(scorecard: string, days: Days): RowSet {
  return {
    query: sql`select d.day from snapshot_days d
      where d.scorecard = ${scorecard} and d.day >= ${days.from} and d.day <= ${days.to}
      order by d.day`,
    columns: ['day'],
  };
}

function toDay(time: StoredNumber): string {
  return new Date(Number(time)).toISOString().slice(0, 10);
}

function unite(periods: Membership[]): Membership[] {
  const united: Membership[] = [];
  for (const period of [...periods].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  )) {
    const last = united[united.length - 1];
    if (last && (last.until === null || period.from <= last.until)) {
      last.until =
        last.until === null || period.until === null
          ? null
          : [last.until, period.until].sort()[1];
    } else {
      united.push({ ...period });
    }
  }
  return united;
}
