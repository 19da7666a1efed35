import { RE2JS } from '@bufbuild/re2';

/** Longest pattern, in characters. */
const maxPatternLength = 500;
/** Longest text that is matched, in characters. */
const maxTextLength = 100_000;
/** Compiling costs about 46 µs, a cached match 1.5 µs. */
const maxCachedPatterns = 1_000;

const cache = new Map<string, RE2JS>();

/**
 * Compiles an RE2 pattern, or takes it from the cache.
 *
 * @throws Error with one plain sentence for a pattern that is too long or is not RE2
 */
export function compilePattern(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known) {
    return known;
  }
  if (pattern.length > maxPatternLength) {
    throw new Error(`the pattern has more than ${maxPatternLength} characters`);
  }
  let compiled: RE2JS;
  try {
    compiled = new RE2JS(pattern);
  } catch {
    throw new Error('the pattern is not a valid RE2 regular expression');
  }
  if (cache.size >= maxCachedPatterns) {
    cache.clear();
  }
  cache.set(pattern, compiled);
  return compiled;
}

/**
 * Is some part of the text matched by the pattern? Takes time linear in the
 * length of the text whatever the pattern, since RE2 never backtracks.
 *
 * @throws Error for a pattern that {@link compilePattern} refuses or a text that is too long
 */
export function matchInLinearTime(text: string, pattern: string): boolean {
  if (text.length > maxTextLength) {
    throw new Error(
      `a text of more than ${maxTextLength} characters is not matched`,
    );
  }
  return compilePattern(pattern).test(text);
}
