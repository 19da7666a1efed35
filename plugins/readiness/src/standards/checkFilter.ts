import {
  Area,
  areas,
  CheckSummary,
} from '@team-readiness/backstage-plugin-readiness-common';

/** Stages that a list can be narrowed to, from what counts to what no longer does. */
export const filterStages = [
  'enforced',
  'warn',
  'shadow',
  'draft',
  'retired',
] as const;

/** What the checks of the standards are narrowed to. */
export interface CheckFilter {
  /** Words that all stand in a check, in any order; '' for no words. */
  words: string;
  area: Area | undefined;
  /** The level that a check decides; 0 for those that feed the score only. */
  level: number | undefined;
  stage: CheckSummary['stage'] | undefined;
  /** Whether its data is connected. */
  connected: boolean | undefined;
}

const longestWords = 200;

/**
 * Reads a filter out of an address.
 *
 * @param parameters - `words`, `area`, `level`, `stage` and `data`; what is none of theirs is left out
 */
export function parseCheckFilter(parameters: URLSearchParams): CheckFilter {
  const level = parameters.get('level');
  const data = parameters.get('data');
  return {
    words: (parameters.get('words') ?? '').slice(0, longestWords),
    area: areas.find(area => area === parameters.get('area')),
    level: level && /^\d$/.test(level) ? Number(level) : undefined,
    stage: filterStages.find(stage => stage === parameters.get('stage')),
    connected:
      data === 'connected' || data === 'not-connected'
        ? data === 'connected'
        : undefined,
  };
}

/** Whether a filter leaves anything out. */
export function isNarrowed(filter: CheckFilter): boolean {
  const { words, ...others } = filter;
  return (
    words.trim() !== '' ||
    Object.values(others).some(value => value !== undefined)
  );
}

/**
 * The checks that a filter leaves, in the order given.
 *
 * @param areaName - what the reader calls an area
 */
export function filterChecks(
  checks: readonly CheckSummary[],
  filter: CheckFilter,
  areaName: (area: Area) => string,
): CheckSummary[] {
  const words = filter.words
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .filter(Boolean);
  const { area, level, stage, connected } = filter;
  return checks.filter(check => {
    const text = [
      check.title,
      check.question,
      check.id,
      areaName(check.area),
      ...check.waitsFor,
    ]
      .join(' ')
      .toLocaleLowerCase('en-US');
    return (
      (!area || check.area === area) &&
      (level === undefined || (check.gate ? check.level : 0) === level) &&
      (!stage || check.stage === stage) &&
      (connected === undefined || check.connected === connected) &&
      words.every(word => text.includes(word))
    );
  });
}
