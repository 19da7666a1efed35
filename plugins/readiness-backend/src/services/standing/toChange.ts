import { AdoptionChange } from '@team-readiness/backstage-plugin-readiness-common';

const day = 86_400_000;

/** How far back changes look, in days. */
const changeDays = 30;

/** The UTC day of a time, `YYYY-MM-DD`. */
export function toDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The days that a change looks at. */
export function changePeriod(now: Date): { today: string; until: string } {
  return {
    today: toDay(now),
    until: toDay(new Date(now.getTime() - changeDays * day)),
  };
}

/**
 * The change of adoption since a snapshot.
 *
 * @param snapshot - undefined: there is none of an earlier day
 * @param adoption - now, in [0, 1]
 * @returns null where one of both is not known
 */
export function toChange(
  snapshot: { day: string; passed: number; applicable: number } | undefined,
  adoption: number | null,
  now: Date,
): AdoptionChange | null {
  if (!snapshot || adoption === null || snapshot.applicable <= 0) {
    return null;
  }
  const points = (adoption - snapshot.passed / snapshot.applicable) * 100;
  return {
    since: snapshot.day,
    days: Math.round((Date.parse(toDay(now)) - Date.parse(snapshot.day)) / day),
    points: Math.round(points * 10) / 10,
  };
}
