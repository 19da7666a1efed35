import {
  Area,
  areas,
  CheckSummary,
} from '@team-readiness/backstage-plugin-readiness-common';
import { areaNames } from '@team-readiness/backstage-plugin-readiness-react';

/** What the checks of the standards are narrowed to. */
export interface CheckFilter {
  /** Words that all stand in a check, in any order; '' for no words. */
  words: string;
  area: Area | undefined;
}

const longestWords = 200;

/**
 * Reads a filter out of an address.
 *
 * @param parameters - `words` and `area`; what is no area is left out
 */
export function parseCheckFilter(parameters: URLSearchParams): CheckFilter {
  return {
    words: (parameters.get('words') ?? '').slice(0, longestWords),
    area: areas.find(area => area === parameters.get('area')),
  };
}

/** Whether a filter leaves anything out. */
export function isNarrowed(filter: CheckFilter): boolean {
  return filter.area !== undefined || filter.words.trim() !== '';
}

/**
 * The checks that a filter leaves, in the order given.
 */
export function filterChecks(
  checks: readonly CheckSummary[],
  filter: CheckFilter,
): CheckSummary[] {
  const words = filter.words
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  return checks.filter(check => {
    const text = [
      check.title,
      check.question,
      check.id,
      areaNames[check.area],
      ...check.waitsFor,
    ]
      .join(' ')
      .toLocaleLowerCase('en-US');
    return (
      (!filter.area || check.area === filter.area) &&
      words.every(word => text.includes(word))
    );
  });
}
