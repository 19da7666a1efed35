/**
 * Where everything stood at the end of each day, so that trends need no history of results.
 *
 * Rows stand from a day until a day: only what differs is written, hence a quiet day costs one row of
 * `snapshot_days`. A snapshot means the end of its day. That of today is of the present, and is written
 * anew until the day is over; a day that is over and was not completed (it was the last one before a
 * restart, the first one of a scorecard, or nobody was there at all) is completed later, in order, and is what it was all the same:
 *
 * | rows | at the end of a day that is over | exact |
 * |---|---|---|
 * | `score_days` (entity) | written with each evaluation, see `writeScoreDays` | yes |
 * | `rollup_days`, organisation and teams | sums of movements up to the day, over the closures of its end | yes |
 * | `rollup_days`, systems and domains | sums of `score_days` over the entities that are in them now | where nothing moved between them since |
 * | `check_days`, checks of the organisation | the present, and what changed since undone, see `rewindOutcomes` | but for one case that is named there |
 *
 * Sums of a team are those of the owner sets that meet its closure, each once, so that an entity with two
 * owners counts once for their common parent. Entities in grace are left out, as in all roll-ups. A team,
 * a system or a domain that goes, or of which nothing counts any more, has its rows closed. A row may be equal to the
 * one before it, where something went there and back within a day on which a snapshot was taken between.
 *
 * | item | passed, known, applicable | entities | with_target, on_target |
 * |---|---|---|---|
 * | `''` | weights | entities | those with a target, those on it |
 * | `area:<area>` | weights of the area | those to which the area applies | 0 |
 * | `check:<check>` (organisation only) | pass; pass and fail; pass, fail, unknown and error | all with a result | 0 |
 *
 * Batches that began before midnight may commit after it. A day is called complete five minutes after its
 * end at the earliest, and until then written anew like today.
 */
import { Knex } from 'knex';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import {
  noteSnapshotDay,
  readFirstDays,
  readSnapshotStates,
  readUnseenScorecards,
  reopenDayRows,
  rewindOutcomes,
  SnapshotState,
  writeDayRows,
} from '../database/operations/snapshots';
import { retryOnConflict } from '../database/retryOnConflict';

const dayMs = 86_400_000;
const settledMs = 5 * 60_000;

/** A scorecard as snapshots need it. */
export interface SnapshotScorecard {
  name: string;
  definitionId: number;
}

/**
 * Writes today's rows of each scorecard (and of one that was taken back, until nothing of it stands any
 * more; also where that was before its first snapshot), and those of days that are over and not complete, one
 * transaction for each day. Running it again gives the same rows. At most 17 statements a scorecard and day.
 *
 * @param knex - A knex instance.
 * @param options - `scorecards`: the active ones; `at`: the present (also one that is set, as by a replay:
 *   the last minute of a day, or any later time before something else happens).
 */
export async function writeDaySnapshots(
  knex: Knex,
  options: { scorecards: readonly SnapshotScorecard[]; at: Date },
): Promise<void> {
  const { scorecards, at } = options;
  const today = toDay(at.getTime());
  const states = await readSnapshotStates(knex);
  const unseen = await readUnseenScorecards(knex);
  const names = new Set([...scorecards.map(({ name }) => name), ...unseen]);
  for (const [name, { isOpen }] of states) {
    if (isOpen) {
      names.add(name);
    }
  }
  const firstDays = unseen.length
    ? await readFirstDays(knex)
    : new Map<string, string>();
  for (const name of names) {
    const state = states.get(name);
    const first = firstDays.get(name) ?? today;
    for (const day of daysToWrite(state, first, today)) {
      const isFirst = day === state?.incomplete;
      await inTransaction(knex, async trx => {
        if (isFirst && state?.last !== day) {
          await reopenDayRows(trx, { scorecard: name, day });
        }
        await writeDayRows(trx, {
          scorecard: name,
          day,
          adjustments:
            day === today
              ? []
              : await rewindOutcomes(trx, { scorecard: name, day }),
        });
        await noteSnapshotDay(trx, {
          scorecard: name,
          day,
          at,
          isComplete: at.getTime() >= startOf(day) + dayMs + settledMs,
        });
      });
    }
  }
}

/** From the first one that is not complete to today, in order; nothing where the clock was set back. */
function daysToWrite(
  state: SnapshotState | undefined,
  first: string,
  today: string,
): string[] {
  const next = state ? toDay(startOf(state.last) + dayMs) : first;
  const days: string[] = [];
  let day = state?.incomplete ?? next;
  while (day <= today) {
    days.push(day);
    day = toDay(startOf(day) + dayMs);
  }
  return days;
}

/** All statements see the same state, which those of another day are compared with. */
async function inTransaction(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<void>,
): Promise<void> {
  const isPg = databaseCapabilities(knex).client === 'pg';
  await retryOnConflict(() =>
    knex.transaction(
      work,
      isPg ? { isolationLevel: 'repeatable read' } : undefined,
    ),
  );
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
