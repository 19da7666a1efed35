const longestValue = 120;

/**
 * A value that was seen, as JSON in one line of at most 120 characters.
 *
 * @param value - anything that JSON can hold; what it cannot is "nothing"
 * @public
 */
export function valueWords(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
