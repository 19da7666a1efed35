/** `1 case`, `2 cases`. */
export function plural(
  count: number,
  word: string,
  words = `${word}s`,
): string {
  return `${count} ${count === 1 ? word : words}`;
}
