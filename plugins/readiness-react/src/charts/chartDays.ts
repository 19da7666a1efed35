const dayLength = 86_400_000;

/**
 * The number of a day, for reckoning.
 *
 * @param iso - an ISO date or time
 * @returns days since 1 Jan 1970, in UTC
 */
export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(iso.slice(0, 10)) / dayLength);
}

/**
 * The ISO date of the number of a day.
 *
 * @param day - days since 1 Jan 1970
 */
export function isoDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

const steps = [1, 2, 7, 14] as const;
const monthSteps = [1, 2, 3, 6, 12] as const;

function everyFewDays(first: number, last: number, step: number): number[] {
  // The fourth day since 1970 was a Monday, where weeks begin.
  const begin = step >= 7 ? first + ((((4 - first) % 7) + 7) % 7) : first;
  const days: number[] = [];
  for (let day = begin; day <= last; day += step) {
    days.push(day);
  }
  return days;
}

function everyFewMonths(first: number, last: number, step: number): number[] {
  const start = new Date(first * dayLength);
  const days: number[] = [];
  for (let month = 0; ; month++) {
    const time = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month);
    const day = time / dayLength;
    if (day > last) {
      return days;
    }
    if (day >= first && new Date(time).getUTCMonth() % step === 0) {
      days.push(day);
    }
  }
}

/**
 * The days to name below a chart: days, Mondays, or first days of months, as close as there is room.
 *
 * @param first - number of the first day
 * @param last - number of the last day
 * @param most - how many there is room for
 */
export function tickDays(first: number, last: number, most: number): number[] {
  const length = last - first + 1;
  const step = steps.find(days => length / days <= most);
  if (step) {
    return everyFewDays(first, last, step);
  }
  const months = monthSteps.find(count => length / (count * 30) <= most) ?? 12;
  return everyFewMonths(first, last, months);
}
