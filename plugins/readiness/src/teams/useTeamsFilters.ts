import { Area, areas } from '@team-readiness/backstage-plugin-readiness-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseTier } from '../layout';

const longestRef = 300;
const longestLifecycle = 63;
const longestSearch = 100;

/** What the page of all teams is narrowed to. */
export interface TeamsFilters {
  /** Id; undefined: the first one of the API. */
  scorecard: string | undefined;
  /** Ref of a Domain. */
  domain: string | undefined;
  /** 0: none declared. */
  tier: number | undefined;
  lifecycle: string | undefined;
  /** Comes first, and trend and gaps are about it. */
  area: Area | undefined;
}

/** Those that pick services. */
const narrowing = ['domain', 'tier', 'lifecycle', 'area'] as const;

/**
 * The filters of the page of all teams, which live in the address.
 *
 * @returns the filters, by what teams are found among those of the filters ('': all are shown), whether a filter
 *   narrows the page, and a function that takes all of these away; the scorecard stays
 */
export function useTeamsFilters(): {
  filters: TeamsFilters;
  search: string;
  isNarrowed: boolean;
  reset(): void;
} {
  const [parameters, setParameters] = useSearchParams();
  const text = (name: string, longest: number) => {
    const value = parameters.get(name);
    return value && value.length <= longest ? value : undefined;
  };
  const reset = useCallback(
    () =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          [...narrowing, 'search'].forEach(name => next.delete(name));
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const filters: TeamsFilters = {
    scorecard: parameters.get('scorecard') ?? undefined,
    domain: text('domain', longestRef),
    tier: parseTier(parameters.get('tier')),
    lifecycle: text('lifecycle', longestLifecycle),
    area: areas.find(area => area === parameters.get('area')),
  };
  return {
    filters,
    search: (text('search', longestSearch) ?? '').trim(),
    isNarrowed: narrowing.some(name => filters[name] !== undefined),
    reset,
  };
}
