import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';

const longest = 500;
const queryOfUrl = /(\bhttps?:\/\/)(?:[^\s/@]+@)?([^\s?#'"<>]+)(?:[?#]\S*)?/gi;
/** Paths of at least two parts that are no part of a URL, also of Windows. */
const machinePath =
  /(?<![\w/:.])(?:file:\/\/)?(?:[a-z]:)?(?:[\\/][\w.@+-]+){2,}[\\/]?/gi;

/**
 * Puts an error into words for the page of problems: without paths of the machine, credentials or
 * queries of URLs.
 *
 * @param error - Whatever was thrown.
 * @returns At most 500 characters, never empty.
 */
export function tellError(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (
    storableText(
      text
        .slice(0, 10_000)
        .replace(queryOfUrl, '$1$2')
        .replace(machinePath, '(path)'),
      longest,
    ).trim() || 'Unknown error'
  );
}
