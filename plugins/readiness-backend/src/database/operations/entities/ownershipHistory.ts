/**
 * Who owned an entity, by time, and since when its present owners have it.
 *
 * # Model
 *
 * While an entity is there, exactly one period of it is open; while it is gone, none is. Periods are
 * half-open, `[from, until)`, never empty, and follow each other. A *life* lasts from the appearance of
 * an entity (`created_at`; null is 0, from the beginning) until its removal. An entity that is there again is
 * a new one and begins another life; one that a rename brought back goes on with the old one.
 *
 * Owners are compared by who they are and not by the key of the set: a set that was renamed with its Group
 * (see `renameOwner`) has the same owners under another key. So a rename moves nothing.
 *
 * `owner_since` is a function of the periods of the life, neighbours with the same owners taken together:
 *
 * - null for the first owners: they made it;
 * - for owners who had it before and lost it less than 30 days ago, what it was then: they take it back, and
 *   do not inherit their own work;
 * - else the beginning of the period.
 */
import { inheritanceMs } from './inheritanceMs';

/** A period with who owned it. */
export interface OwnershipPeriod {
  from: number;
  /** Null: still. */
  until: number | null;
  ownerSetId: number;
  /** Equal texts are the same owners. */
  owners: string;
}

/** An entity as it is stored now. */
export interface OwnedEntity {
  ownerSetId: number;
  owners: string;
  /** Beginning of its life: `created_at`, or 0. */
  begins: number;
  ownerSince: number | null;
}

/** What has to be written, so that the periods say what the entity says. */
export interface OwnershipChange {
  /** Periods that are new or that ended. */
  periods: OwnershipPeriod[];
  ownerSince: number | null;
}

/**
 * What follows for the periods of an entity that is there.
 *
 * @param entity - As it is now.
 * @param periods - Its periods by ascending `from`: at least the last one, and all that ended within 30 days.
 * @param at - The time of the change; where a clock went back, the change is put behind the last one.
 */
export function nextOwnership(
  entity: OwnedEntity,
  periods: readonly OwnershipPeriod[],
  at: number,
): OwnershipChange {
  const { ownerSetId, owners, begins, ownerSince } = entity;
  const last = periods.at(-1);
  if (last?.until === null && last.ownerSetId === ownerSetId) {
    return { periods: [], ownerSince };
  }
  const added = { until: null, ownerSetId, owners };
  if (!last || (last.until !== null && begins >= last.until)) {
    return { periods: [{ ...added, from: begins }], ownerSince: null };
  }
  const from = Math.max(at, last.until ?? last.from + 1);
  const ended = { ...last, until: last.until ?? from };
  const opened = { ...added, from };
  return {
    periods: last.until === null ? [ended, opened] : [opened],
    ownerSince:
      last.owners === owners
        ? ownerSince
        : sinceOfLast(
            runsOf(
              [...periods.slice(0, -1), ended, opened].filter(
                period => period.from >= begins,
              ),
            ),
            begins,
          ),
  };
}

/** Neighbours with the same owners, taken together. */
function runsOf(periods: readonly OwnershipPeriod[]): OwnershipPeriod[] {
  const runs: OwnershipPeriod[] = [];
  for (const period of periods) {
    const last = runs.at(-1);
    if (last?.owners === period.owners) {
      last.until = period.until;
    } else {
      runs.push({ ...period });
    }
  }
  return runs;
}

function sinceOfLast(
  runs: readonly OwnershipPeriod[],
  begins: number,
): number | null {
  let index = runs.length - 1;
  for (let earlier = index - 1; earlier >= 0; earlier -= 1) {
    const { owners, until } = runs[earlier];
    if (
      owners === runs[index].owners &&
      until !== null &&
      until > runs[index].from - inheritanceMs
    ) {
      index = earlier;
    }
  }
  const { from } = runs[index];
  return index === 0 && from === begins ? null : from;
}
