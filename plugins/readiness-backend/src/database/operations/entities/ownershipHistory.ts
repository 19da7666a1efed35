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
 * `owner_since` of a period is
 *
 * - null for the first owners of a life: they made it;
 * - that of the period before, where its owners are the same;
 * - for owners who had it before in this life and lost it less than 30 days ago, what it was then: they take
 *   it back, and do not inherit their own work;
 * - else the beginning of the period.
 *
 * It is kept with each period, since what it was then may follow from what was long before. The entity has
 * that of the period that stands open.
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
  /** When they took it over; null: they made it. */
  ownerSince: number | null;
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
    const made = { ...added, from: begins, ownerSince: null };
    return { periods: [made], ownerSince: null };
  }
  const from = Math.max(at, last.until ?? last.from + 1);
  const ended = { ...last, until: last.until ?? from };
  const had = periods.findLast(
    period =>
      period.owners === owners &&
      period.from >= begins &&
      (period === last || (period.until ?? from) > from - inheritanceMs),
  );
  const opened = { ...added, from, ownerSince: had ? had.ownerSince : from };
  return {
    periods: last.until === null ? [ended, opened] : [opened],
    ownerSince: opened.ownerSince,
  };
}
