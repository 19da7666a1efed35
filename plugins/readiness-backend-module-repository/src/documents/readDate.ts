const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const maxLength = 60;

function monthNumber(name: string): number | undefined {
  const lower = name.toLowerCase();
  const index = months.findIndex(
    month => month === lower || month.slice(0, 3) === lower || lower === 'sept',
  );
  const number = lower === 'sept' ? 9 : index + 1;
  return number > 0 ? number : undefined;
}

/** The ISO date, if there is such a day: the 31st of June would be counted over into July. */
function isoDate(year: number, month: number, day: number): string | undefined {
  const pad = (value: number, digits: number) =>
    String(value).padStart(digits, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date)
    ? date
    : undefined;
}

/**
 * Reads a date as people write it: `2026-01-31` (with or without a time), `2026/01/31`, `31.01.2026`,
 * `31 January 2026`, `January 31, 2026`; months may be cut to three letters. Numbers in another order
 * (`01/02/2026`) are no date, since nobody knows which is the month.
 *
 * @returns the ISO date, or undefined for anything else
 */
export function readDate(text: string): string | undefined {
  const trimmed = text.trim().slice(0, maxLength);
  const iso = /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ]\d{2}:\d{2}.{0,20})?$/.exec(
    trimmed,
  );
  if (iso) {
    return isoDate(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  if (dotted) {
    return isoDate(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  }
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})$/i.exec(trimmed);
  const monthFirst =
    /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(trimmed);
  const named = dayFirst
    ? { day: dayFirst[1], month: dayFirst[2], year: dayFirst[3] }
    : monthFirst && {
        day: monthFirst[2],
        month: monthFirst[1],
        year: monthFirst[3],
      };
  const month = named && monthNumber(named.month);
  return named && month
    ? isoDate(Number(named.year), month, Number(named.day))
    : undefined;
}

/** The first date in a text that is written as `2026-01-31`, or undefined. */
export function firstIsoDate(text: string): string | undefined {
  const match = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text);
  return match ? readDate(match[0]) : undefined;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Does a date lie more than a day ahead? Up to a day may be another time zone. */
export function isAhead(date: string, now: Date): boolean {
  return Date.parse(date) > now.getTime() + dayMs;
}
