/** Control characters, line ends, and what changes the direction in which text is read. */
const unreadable =
  /[\p{Cc}\p{Zl}\p{Zp}\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A text from outside in one line, so that it does not break out of the sentence
 * or the table that it stands in.
 */
export function plainText(text: string): string {
  return text.replace(unreadable, ' ').trim();
}
