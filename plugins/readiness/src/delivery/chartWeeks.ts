import { DeliveryHistory } from '@team-readiness/backstage-plugin-readiness-common';

const dayMs = 86_400_000;
/** More days are not drawn: no window of the API is longer. */
const mostDays = 400;

/** A day of the window. */
export interface ChartDay {
  /** ISO date. */
  date: string;
  /** 0 for Monday. */
  weekday: number;
  deployments: number;
  failures: number;
  incidents: number;
  /** Events were there already; before that, nothing does not mean none. */
  isKnown: boolean;
}

/** A week of the window, Monday first; the first and the last one may lack days. */
export interface ChartWeek {
  days: ChartDay[];
  deployments: number;
  failures: number;
  incidents: number;
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * All days of a history by weeks, oldest first, those without anything too.
 *
 * @param history - its days may lack those on which nothing was
 * @returns nothing where the window is none
 */
export function chartWeeks(
  history: Pick<DeliveryHistory, 'from' | 'to' | 'since' | 'days'>,
): ChartWeek[] {
  const from = Date.parse(history.from);
  const to = Date.parse(history.to);
  if (!(to >= from)) {
    return [];
  }
  const known = new Map(history.days.map(day => [day.date, day]));
  const count = Math.min(Math.round((to - from) / dayMs) + 1, mostDays);
  const weeks: ChartWeek[] = [];
  for (let index = 0; index < count; index++) {
    const time = from + index * dayMs;
    const date = dateOf(time);
    const weekday = (new Date(time).getUTCDay() + 6) % 7;
    const {
      deployments = 0,
      failures = 0,
      incidents = 0,
    } = known.get(date) ?? {};
    const isKnown = history.since !== null && date >= history.since;
    if (index === 0 || weekday === 0) {
      weeks.push({ days: [], deployments: 0, failures: 0, incidents: 0 });
    }
    const week = weeks[weeks.length - 1];
    week.days.push({
      date,
      weekday,
      deployments,
      failures,
      incidents,
      isKnown,
    });
    week.deployments += deployments;
    week.failures += failures;
    week.incidents += incidents;
  }
  return weeks;
}
