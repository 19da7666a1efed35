const loneSurrogate =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Cuts a text from outside to what any database can store: no NUL, which PostgreSQL refuses,
 * no half surrogate pairs, and at most some characters.
 *
 * @param value - Any text.
 * @param length - The most UTF-16 code units.
 * @public
 */
export function storableText(value: string, length: number): string {
  return value
    .slice(0, length)
    .replaceAll('\u0000', '')
    .replace(loneSurrogate, '\ufffd');
}
