/**
 * Words as they begin a line, e.g. "The incident events".
 *
 * @param words - as they stand within a sentence
 */
export function beginWords(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
