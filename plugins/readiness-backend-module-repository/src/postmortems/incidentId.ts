/**
 * Finds the id of an incident in short texts. Prefixes are words of the configuration and never expressions, so that
 * nobody can write one that takes for ever.
 */

/**
 * Prefixes of ids where the configuration names none.
 *
 * @public
 */
export const incidentPrefixes: readonly string[] = [
  'INC',
  'INCIDENT',
  'IR',
  'PM',
  'PD',
  'OUT',
  'MI',
];

const maxText = 300;
const pagerDuty =
  /^https:\/\/[a-z0-9-]{1,63}\.(?:eu\.)?pagerduty\.com\/incidents\/([A-Z0-9]{6,16})(?:[/?#]|$)/;

/**
 * The first id in a text: a prefix, perhaps a dash, and digits in one or two groups, as in `INC-204`, `inc204` or
 * `PM2023-001`. It comes back in upper case.
 *
 * @param prefixes - as incidentPrefixes
 */
export function incidentIdIn(
  text: string,
  prefixes: readonly string[],
): string | undefined {
  const upper = text.slice(0, maxText).toUpperCase();
  const wanted = new Set(prefixes.map(prefix => prefix.toUpperCase()));
  const shape =
    /(?<![A-Z0-9])([A-Z]{2,12}(?:[-_][A-Z]{2,12})?)([-_ #]?\d{1,10}(?:[-_]\d{1,10})?)(?![A-Z0-9])/g;
  for (const [, prefix, number] of upper.matchAll(shape)) {
    if (wanted.has(prefix)) {
      // What follows the number in a file name may be the name.
      return `${prefix}${number.replace(/[_ #]/g, '-')}`;
    }
  }
  return undefined;
}

/** The id of the one incident of PagerDuty that a document links to; undefined where it links to several. */
export function linkedIncident(links: readonly string[]): string | undefined {
  const ids = new Set(links.flatMap(link => pagerDuty.exec(link)?.[1] ?? []));
  return ids.size === 1 ? [...ids][0] : undefined;
}
