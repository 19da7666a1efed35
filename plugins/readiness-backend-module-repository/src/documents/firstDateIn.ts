import { readDate } from './readDate';

/** English names of months, whole or cut, as part of an expression. */
export const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const iso = /(?<![\d-])\d{4}-\d{2}-\d{2}(?!\d)/;

/** Dates as readDate reads them, wherever they stand in a text. Each expression is linear. */
export const dateShapes: readonly RegExp[] = [
  iso,
  /(?<!\d)\d{4}\/\d{2}\/\d{2}(?!\d)/,
  /(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?!\d)/,
  new RegExp(`(?<!\\d)\\d{1,2}(?:st|nd|rd|th)? ${monthName}\\.?,? \\d{4}`, 'i'),
  new RegExp(`\\b${monthName}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`, 'i'),
];

/** The first date that stands in a text, as an ISO date, or undefined. */
export function firstDateIn(text: string): string | undefined {
  const short = text.slice(0, 500);
  const found = dateShapes.flatMap(expression => {
    const match = expression.exec(short);
    const date = match && readDate(match[0]);
    return match && date ? [{ at: match.index, date }] : [];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.date;
}

/** The last day of the first quarter that a text names, such as `Q3 2026`, as an ISO date, or undefined. */
export function quarterEndIn(text: string): string | undefined {
  const quarter = /\bQ([1-4])[ /-]?(\d{4})\b/i.exec(text.slice(0, 500));
  const ends = ['03-31', '06-30', '09-30', '12-31'];
  return quarter ? `${quarter[2]}-${ends[Number(quarter[1]) - 1]}` : undefined;
}
