import { normalizeText } from '../documents';
import { technologies } from './technologies';

const byWords = Object.entries(technologies).map(([name, technology]) => ({
  name,
  words: [
    ...(technology.exact ? [] : [normalizeText(name)]),
    ...(technology.words ?? []).map(normalizeText),
  ],
}));

const byExact = Object.entries(technologies).flatMap(([name, { exact }]) =>
  (exact ?? []).map(text => ({ name, text })),
);

const maxOccurrences = 100;
const partOfWord = /[\p{L}\p{N}_]/u;

/** Is it written like this, as a whole word, and not where every word has a capital? */
function isWritten(text: string, name: string): boolean {
  let at = text.indexOf(name);
  for (let tries = 0; at >= 0 && tries < maxOccurrences; tries++) {
    const before = text.slice(Math.max(0, at - 3), at);
    const after = text.charAt(at + name.length);
    const isWhole =
      !partOfWord.test(before.slice(-1)) && !partOfWord.test(after);
    const startsSentence =
      /^\p{Lu}/u.test(name) && /(?:^|[.!?:\n"“*-])\s*$/u.test(before);
    if (isWhole && !startsSentence) {
      return true;
    }
    at = text.indexOf(name, at + 1);
  }
  return false;
}

/**
 * The technologies that a text names.
 *
 * @param text - plain text without Markdown
 * @returns names as in {@link technologies}, sorted and without doubles
 */
export function technologiesNamed(text: string): string[] {
  const words = ` ${normalizeText(text)} `;
  const found = new Set([
    ...byWords
      .filter(it => it.words.some(word => words.includes(` ${word} `)))
      .map(it => it.name),
    ...byExact.filter(it => isWritten(text, it.text)).map(it => it.name),
  ]);
  return [...found].sort();
}
