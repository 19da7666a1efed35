const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A part of a length of time. */
export interface DurationPart {
  value: number;
  unit: 'days' | 'hours' | 'minutes' | 'seconds';
}

/** The units, each with the one that its rest is told in. */
const units = [
  { length: day, unit: 'days', rest: hour, restUnit: 'hours' },
  { length: hour, unit: 'hours', rest: minute, restUnit: 'minutes' },
  { length: minute, unit: 'minutes', rest: second, restUnit: 'seconds' },
] as const;

/**
 * A length of time in at most two units, rounded down.
 *
 * @param milliseconds - what is negative or no number counts as nothing
 * @returns no part below one second
 */
export function durationParts(milliseconds: number): DurationPart[] {
  const length = Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : 0;
  const largest = units.find(known => length >= known.length);
  if (!largest) {
    const value = Math.floor(length / second);
    return value > 0 ? [{ value, unit: 'seconds' }] : [];
  }
  const rest = Math.floor((length % largest.length) / largest.rest);
  const parts: DurationPart[] = [
    { value: Math.floor(length / largest.length), unit: largest.unit },
  ];
  return rest > 0 ? [...parts, { value: rest, unit: largest.restUnit }] : parts;
}
