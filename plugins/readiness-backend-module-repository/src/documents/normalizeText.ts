/**
 * Text for comparisons: lower case, every run of other than letters, marks and digits one space,
 * none at the ends. So `On-call:` and `on call` are the same.
 */
export function normalizeText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
