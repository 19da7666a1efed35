const dayMs = 86_400_000;

/** What is known of an entity that a scorecard is asked of for the first time. Times in epoch ms. */
export interface Entry {
  /** `entities.created_at`; null: it was there when the catalog was first read. */
  createdAt: number | null;
  /** There are results of it for another scorecard. */
  isEvaluated: boolean;
  /** Since when there is the scorecard, under whichever version; undefined: not known. */
  scorecardSince: number | undefined;
  /** Since when there is any scorecard: the beginning of Readiness here. Undefined: not known. */
  firstSince: number | undefined;
  /** The present. */
  at: number;
}

/**
 * Does a first evaluation count as `new` or as `standard`?
 *
 * `new` is an entity that is new to the catalog, and the very first population: nothing is stored
 * of it, no scorecard came after it, and it (or, where it was there from the beginning, Readiness itself) is
 * here for at most a day. Anything else was there before and is asked for the first time now: the
 * scorecard is new, or its predicate newly matches. That is `standard`.
 *
 * A scorecard that is younger than the present (a replay of earlier days) says nothing about the entity.
 * What is wrong about it: an entity that is evaluated more than a day after it came (evaluation stood still),
 * without a grace period, is taken for one that newly matches; and one that an edit brings within the
 * reach of its first scorecard on its first day for a new one.
 *
 * @param entry - What is known.
 */
export function entryPart(entry: Entry): 'new' | 'standard' {
  const { createdAt, isEvaluated, at } = entry;
  if (isEvaluated) {
    return 'standard';
  }
  const past = (time: number | undefined) =>
    time === undefined || time > at ? undefined : time;
  const scorecardSince = past(entry.scorecardSince) ?? 0;
  if (createdAt !== null && scorecardSince > createdAt) {
    return 'standard';
  }
  const since = createdAt ?? past(entry.firstSince) ?? at;
  return at - since <= dayMs ? 'new' : 'standard';
}
