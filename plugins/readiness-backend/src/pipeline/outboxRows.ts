/**
 * What of a batch others are told of.
 *
 * Owners are told of a level that fell because a gate is not met any more. They are not told of:
 *
 * - a level that was held over missing data and ran out: nothing says that anything got worse;
 * - a level that fell because the service changed hands (`ownership`), because the platform connected
 *   or lost a source (`collector`), or because something else is asked now (`applicability`): nothing
 *   that they did or could have prevented;
 * - a service that is gone, or of which nothing is asked any more: there is no level;
 * - a service in its grace period: it does not count yet.
 */
import { Cause } from '@team-readiness/backstage-plugin-readiness-common';
import {
  LevelChange,
  ReactionTopic,
  ReactionWindows,
  writeChanges,
} from '../database/operations/reactions';
import { EvaluationChange } from '../database/operations/results';
import { ReactionOutboxRow } from '../database/tables';

/** Causes of falls that owners hear of. */
const toldCauses: ReadonlySet<Cause> = new Set([
  'data',
  'time',
  'dependency',
  'exemption',
  'standard',
]);
const namedGates = 3;
/** Between the end of the hour and the message, so that all of it is there. */
const settleMs = 60_000;

/** Levels of the gates of a scorecard version, by the key of their check. */
export type GatesOf = (
  definitionId: number,
) => ReadonlyMap<number, number> | undefined;

/**
 * The rows of the outbox: one for each topic, version and owner set in which something changed, sorted
 * by key.
 *
 * @param changes - Of the batch.
 * @param context - `hour`: at which transitions are written; `now`: the present; `gates` of the versions.
 */
export function outboxRows(
  changes: readonly EvaluationChange[],
  context: {
    hour: Date;
    now: Date;
    windows: ReactionWindows;
    gates: GatesOf;
  },
): ReactionOutboxRow[] {
  const { windows, gates } = context;
  const rows = new Map<string, { place: Place; levels: LevelChange[] }>();
  const note = (place: Place, level?: LevelChange) => {
    const key = `${place.topic}/${place.definitionId}/${place.ownerSetId}`;
    const row = rows.get(key) ?? { place, levels: [] };
    rows.set(key, row);
    if (level) {
      row.levels.push(level);
    }
  };
  for (const change of changes) {
    const place = change.after ?? change.before;
    if (place && (change.transitions.length || change.level)) {
      const { definitionId, ownerSetId } = place;
      note({ topic: 'results', definitionId, ownerSetId });
      const fallen = fallenGates(change, gates(definitionId));
      const level = toLevelChange(change, context.hour, fallen);
      if (level) {
        note({ topic: 'levels', definitionId, ownerSetId }, level);
        if (windows.dropsMs && isTold(change, fallen)) {
          note({ topic: 'drops', definitionId, ownerSetId }, level);
        }
      }
    }
  }
  return [...rows.values()]
    .map(({ place, levels }) => ({
      topic: place.topic,
      definition_id: place.definitionId,
      owner_set_id: place.ownerSetId,
      ...windowOf(place.topic, context),
      changes: writeChanges(levels),
      change_count: levels.length,
    }))
    .sort(
      (a, b) =>
        compareText(a.topic, b.topic) ||
        a.definition_id - b.definition_id ||
        a.owner_set_id - b.owner_set_id,
    );
}

interface Place {
  topic: ReactionTopic;
  definitionId: number;
  ownerSetId: number;
}

function windowOf(
  topic: ReactionTopic,
  { windows, hour, now }: { windows: ReactionWindows; hour: Date; now: Date },
): { window_at: number; due_at: number } {
  if (topic === 'drops' && windows.dropsMs) {
    const at = Math.floor(hour.getTime() / windows.dropsMs) * windows.dropsMs;
    return { window_at: at, due_at: at + windows.dropsMs + settleMs };
  }
  const at = Math.floor(now.getTime() / windows.soonMs) * windows.soonMs;
  return { window_at: at, due_at: at + windows.soonMs };
}

function toLevelChange(
  { before, after, level }: EvaluationChange,
  hour: Date,
  gates: number[],
): LevelChange | undefined {
  const place = after ?? before;
  return level && place
    ? {
        entityId: place.entityId,
        from: level.from,
        to: level.to,
        cause: level.cause,
        at: hour.getTime(),
        gates: gates.slice(0, namedGates),
      }
    : undefined;
}

/** Gates up to the level before that say no now, and did not before. */
function fallenGates(
  { level, transitions }: EvaluationChange,
  gates: ReadonlyMap<number, number> | undefined,
): number[] {
  return transitions
    .filter(
      ({ checkKey, to }) =>
        to === 'fail' &&
        (gates?.get(checkKey) ?? Infinity) <= (level?.from ?? 0),
    )
    .map(({ checkKey }) => checkKey);
}

function isTold({ after, level }: EvaluationChange, fallen: number[]): boolean {
  return Boolean(
    level &&
      after &&
      !after.inGrace &&
      level.to !== null &&
      level.to < level.from &&
      fallen.length &&
      toldCauses.has(level.cause),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
