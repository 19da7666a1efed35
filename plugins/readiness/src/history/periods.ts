import { Area, areas } from '@team-readiness/backstage-plugin-readiness-common';

const dayMs = 86_400_000;
const firstDay = '2000-01-01';

/** How many days can be looked back, in the order in which they are offered. */
export const offeredDays = [30, 90, 200] as const;

/** Which days are looked at. */
export interface Period {
  /** ISO dates. */
  from: string;
  to: string;
  /** Of the offered ones; undefined where the reader chose the days. */
  days: number | undefined;
}

/**
 * The day some days before another one.
 *
 * @param day - ISO date
 */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);
}

/**
 * The present day in UTC, as the API counts days.
 */
export function today(now: Date = new Date()): string {
  return now.toISOString().slice(0, 10);
}

/**
 * How many days lie between two days.
 *
 * @param from - ISO date
 * @param to - ISO date
 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/**
 * Reads a day out of an address.
 *
 * @returns the day, or undefined where it is none, or one after `last`
 */
export function parseDay(
  text: string | null,
  last: string,
): string | undefined {
  return text &&
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    text >= firstDay &&
    text <= last
    ? text
    : undefined;
}

/**
 * Reads out of an address which days are looked at: `from` and `to`, or else the last `days`.
 *
 * @param now - the present day, ISO date
 */
export function parsePeriod(parameters: URLSearchParams, now: string): Period {
  const from = parseDay(parameters.get('from'), now);
  const to = parseDay(parameters.get('to'), now) ?? now;
  if (from && from < to) {
    return { from, to, days: undefined };
  }
  const days =
    offeredDays.find(offered => String(offered) === parameters.get('days')) ??
    90;
  return { from: daysBefore(now, days), to: now, days };
}

/**
 * Reads an area out of an address.
 *
 * @returns the area, or undefined for all of them
 */
export function parseArea(parameters: URLSearchParams): Area | undefined {
  return areas.find(area => area === parameters.get('area'));
}
