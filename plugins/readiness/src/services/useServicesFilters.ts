import { areas } from '@team-readiness/backstage-plugin-readiness-common';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { parseTier } from '../layout';
import { ServicesFilters } from '../links';

const targets = ['met', 'missed', 'none'] as const;
const amountsOfData = ['enough', 'lacking'] as const;
const longest = { ref: 300, lifecycle: 63, search: 100, scorecard: 63 };

/** Those that pick services; the scorecard says by what they are measured. */
const picking = [
  'search',
  'owner',
  'target',
  'level',
  'tier',
  'data',
  'lifecycle',
  'domain',
  'system',
  'area',
] as const satisfies ReadonlyArray<keyof ServicesFilters>;

function parseLevel(text: string | null): number | undefined {
  return text !== null && /^\d$/.test(text) ? Number(text) : undefined;
}

/**
 * The filters of the list of services, which live in the address. What an address holds that cannot be is left out.
 *
 * @returns the filters, whether any picks, and a function that takes all of these away; scorecard and order stay
 */
export function useServicesFilters(): {
  filters: ServicesFilters;
  isNarrowed: boolean;
  reset(): void;
} {
  const [parameters, setParameters] = useSearchParams();
  const text = (name: string, most: number) => {
    const value = parameters.get(name);
    return value && value.length <= most ? value : undefined;
  };
  const oneOf = <Value extends string>(
    name: string,
    values: readonly Value[],
  ) => values.find(value => value === parameters.get(name));
  const reset = useCallback(
    () =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          picking.forEach(name => next.delete(name));
          return next;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const filters: ServicesFilters = {
    scorecard: text('scorecard', longest.scorecard),
    search: text('search', longest.search),
    owner: text('owner', longest.ref),
    target: oneOf('target', targets),
    level: parseLevel(parameters.get('level')),
    tier: parseTier(parameters.get('tier')),
    data: oneOf('data', amountsOfData),
    lifecycle: text('lifecycle', longest.lifecycle),
    domain: text('domain', longest.ref),
    system: text('system', longest.ref),
    area: oneOf('area', areas),
  };
  return {
    filters,
    isNarrowed: picking.some(name => filters[name] !== undefined),
    reset,
  };
}
