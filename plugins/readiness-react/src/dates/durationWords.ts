const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A unit with the one that its rest is told in. */
const units = [
  { length: day, name: 'd', rest: hour, restName: 'h' },
  { length: hour, name: 'h', rest: minute, restName: 'min' },
  { length: minute, name: 'min', rest: second, restName: 's' },
];

/**
 * A length of time in at most two units: "less than 1 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
 *
 * @param milliseconds - what is negative or no number counts as nothing
 * @public
 */
export function durationWords(milliseconds: number): string {
  const length = Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : 0;
  const unit = units.find(known => length >= known.length);
  if (unit) {
    const rest = Math.floor((length % unit.length) / unit.rest);
    const whole = `${Math.floor(length / unit.length)} ${unit.name}`;
    return rest > 0 ? `${whole} ${rest} ${unit.restName}` : whole;
  }
  return length < second ? 'less than 1 s' : `${Math.floor(length / second)} s`;
}
