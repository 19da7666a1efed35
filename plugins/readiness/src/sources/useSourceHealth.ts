import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  CollectorHealth,
  problemReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useMemo } from 'react';
import { useLoaded } from '../loading';

type HealthById = ReadonlyMap<string, CollectorHealth>;

/**
 * How data sources are, beside something that a reader came for.
 *
 * @param isWanted - false: it is not asked for
 * @returns by id; empty for readers who may not know, and until it is known
 */
export function useSourceHealth(isWanted: boolean): HealthById {
  return useSettledSourceHealth(isWanted).health;
}

/**
 * As {@link useSourceHealth}, for pages that would move when it comes.
 *
 * @returns `isSettled`: it is known, or the reader may not know it
 */
export function useSettledSourceHealth(isWanted: boolean): {
  health: HealthById;
  isSettled: boolean;
} {
  const api = useApi(readinessApiRef);
  const permission = usePermission({ permission: problemReadPermission });
  const isAsked = isWanted && permission.allowed;
  const { value, loading } = useLoaded(String(isAsked), async () =>
    isAsked ? await api.listCollectors() : [],
  );
  const health = useMemo(
    () => new Map((value ?? []).map(source => [source.id, source])),
    [value],
  );
  const isSettled =
    !permission.loading && (!permission.allowed || (isAsked && !loading));
  return { health, isSettled };
}
