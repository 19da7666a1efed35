import { dateShapes, monthName } from '../documents/firstDateIn';

/**
 * Times, dates and durations as people write them in running text. Each expression is linear: bounded runs, and no
 * repeated choice.
 */

const dayOfMonth = new RegExp(
  `(?<!\\d)\\d{1,2}(?:st|nd|rd|th)? (?:of )?${monthName}\\b|\\b${monthName}\\.? \\d{1,2}(?!\\d)`,
  'i',
);

const clocks = [
  /(?<![\d:.])(?:[01]?\d|2[0-4])[:h][0-5]\d(?::[0-5]\d)?(?![\d:])/i,
  /(?<![\d.])(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b/i,
  /(?<![\d.])\d{1,2}(?:[.:]\d{2})?\s?uhr\b/i,
  /(?<!\d)(?:[01]\d|2[0-3])[0-5]\d\s?(?:utc|gmt|z|hrs)\b/i,
];

const unit =
  '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|sekunden?|minuten?|stunden?|tage?n?|heures?|jours?|secondes?|segundos?|minutos?|horas?|d[ií]as?)';
const countedUnit =
  '(?:\\d{1,6}(?:[.,]\\d{1,3})?[ -]?|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|ninety|half an|eine[rn]?|zwei|drei|une?|deux|trois|una|dos|tres|uma|duas)[ -])';
const durations = [
  new RegExp(`(?<![\\p{L}\\d])${countedUnit}${unit}(?![\\p{L}\\d])`, 'iu'),
  /(?<![\p{L}\d])P(?:\d{1,6}[DW])?T?(?:\d{1,6}[HMS]){1,3}(?![\p{L}\d])/u,
];

/** Does a text hold a time of day, a date or a duration? */
export function holdsTime(text: string): boolean {
  return (
    holdsMoment(text) || durations.some(expression => expression.test(text))
  );
}

/** Does a text hold a time of day or a date? */
export function holdsMoment(text: string): boolean {
  return (
    clocks.some(expression => expression.test(text)) ||
    dateShapes.some(expression => expression.test(text)) ||
    dayOfMonth.test(text)
  );
}

const clock = '(?:[01]?\\d|2[0-4])[:h][0-5]\\d|\\d{1,2}(?::\\d{2})?\\s?[ap]m';
const range = new RegExp(
  `(?<!\\d)(?:${clock})(?: ?(?:am|pm|utc|gmt|[a-z]{3,4}))? ?(?:-|–|—|to|until|till|and|bis|und|à|et|a|hasta|e|até) ?(?:\\d{4}-\\d{2}-\\d{2} )?(?:${clock})`,
  'i',
);

/** Does a text tell a span between two times of day, such as `from 15:30 to 18:10`? */
export function holdsSpan(text: string): boolean {
  return range.test(text);
}
