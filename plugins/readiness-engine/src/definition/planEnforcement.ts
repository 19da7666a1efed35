import {
  Check,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { compareScorecards } from './compareScorecards';

const dayInMilliseconds = 86_400_000;

/**
 * The version that a new one comes after.
 *
 * @public
 */
export interface EarlierVersion {
  document: Scorecard;
  /** Days (UTC, `YYYY-MM-DD`) by check id from which its checks count. */
  enforcement: ReadonlyMap<string, string>;
}

/**
 * When the checks of a new version begin to count.
 *
 * The first version counts as written. Later a check that is new or stricter
 * begins `warnDays` after publication, unless it says its own `stage`, or an
 * `enforceFrom` that is new or ahead; any other one keeps the day that it had.
 *
 * @param options - `before`: the version that is active, or was last; null: none ever was;
 *   `refuted`: ids of checks that claim to be relaxed and are not; `warnDays`: 0: nothing waits
 * @returns days (UTC, `YYYY-MM-DD`) by check id, those ahead only, sorted by id: equal input, equal text
 * @public
 */
export function planEnforcement(options: {
  before: EarlierVersion | null;
  after: Scorecard;
  refuted: ReadonlySet<string>;
  publishedAt: Date;
  warnDays: number;
}): Map<string, string> {
  const { before, after, refuted, publishedAt, warnDays } = options;
  if (!before) {
    return new Map();
  }
  const toDay = (time: number) => new Date(time).toISOString().slice(0, 10);
  const today = toDay(publishedAt.getTime());
  const begin = toDay(publishedAt.getTime() + warnDays * dayInMilliseconds);
  const effects = new Map(
    compareScorecards(before.document, after).checks.map(check => [
      check.checkId,
      check.effect,
    ]),
  );
  const earlier = new Map(
    before.document.spec.checks.map(check => [check.id, check.enforceFrom]),
  );
  // A day that is over and was there before is about an earlier change.
  const saysDay = ({ id, enforceFrom }: Check) =>
    enforceFrom !== undefined &&
    (enforceFrom > today || enforceFrom !== earlier.get(id));
  const days = after.spec.checks.flatMap((check): Array<[string, string]> => {
    if (check.stage !== undefined || saysDay(check)) {
      return [];
    }
    const effect = effects.get(check.id) ?? 'none';
    const isStricter =
      effect === 'stricter' || (effect === 'relaxed' && refuted.has(check.id));
    const day = isStricter ? begin : before.enforcement.get(check.id);
    return day !== undefined && day > today ? [[check.id, day]] : [];
  });
  return new Map(days.sort(([a], [b]) => (a < b ? -1 : 1)));
}
