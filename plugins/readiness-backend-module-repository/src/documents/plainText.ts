/**
 * A text of others as it may be shown: one line, without control characters and without those that turn
 * the direction of what stands after them or cannot be seen.
 *
 * @param maxLength - cut to so many characters, never within one
 */
export function plainText(text: string, maxLength: number): string {
  const line = text
    .slice(0, 20 * maxLength)
    .replace(/[\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length <= maxLength
    ? line
    : line.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
}
