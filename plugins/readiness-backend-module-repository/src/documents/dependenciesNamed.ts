import { normalizeText } from './normalizeText';

/**
 * The names that a text mentions as whole words, in code and diagrams too. Case and
 * punctuation do not matter, so `orders-db` is also named by "Orders DB".
 *
 * @param names - of dependencies, as in CatalogFact
 * @returns those found, as given, sorted and without doubles
 */
export function dependenciesNamed(
  text: string,
  names: readonly string[],
): string[] {
  if (names.length === 0) {
    return [];
  }
  const words = ` ${normalizeText(text)} `;
  const found = names.filter(name => {
    const normal = normalizeText(name);
    return normal !== '' && words.includes(` ${normal} `);
  });
  return [...new Set(found)].sort();
}
