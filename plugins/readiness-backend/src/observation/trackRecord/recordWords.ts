const minutesOfHour = 60;
const minutesOfDay = 1_440;

/** `45 min`, `1 h 30 min`, `2 d 3 h`: the two largest units. */
export function durationWords(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const days = Math.floor(whole / minutesOfDay);
  const hours = Math.floor((whole % minutesOfDay) / minutesOfHour);
  const rest = whole % minutesOfHour;
  const parts = days
    ? [`${days} d`, hours ? `${hours} h` : '']
    : [hours ? `${hours} h` : '', rest || !hours ? `${rest} min` : ''];
  return parts.filter(part => part !== '').join(' ');
}

/** A number as people write it, e.g. `1,310.5`. */
export function numberWords(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 4 }).format(
    value,
  );
}

/** What the name of a file says: `docs/postmortems/2026-05-18-orders-lost.md` is `Orders lost`. */
export function fileWords(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const words = name
    .replace(/\.[A-Za-z]{1,10}$/, '')
    .replace(/^[\d._-]+(?=[^\d._-])/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return words ? words[0].toLocaleUpperCase('en') + words.slice(1) : name;
}

const maxTitle = 200;
// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line without control characters, at most 200 characters. */
export function titleText(text: string): string {
  const line = text.replace(controlCharacters, ' ').trim();
  return line.length > maxTitle ? `${line.slice(0, maxTitle - 1)}…` : line;
}

/** The text if it is an http(s) address, else null. */
export function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) ? text : null;
}
