import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  CollectorHealth,
  problemReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useMemo } from 'react';
import { useLoaded } from '../loading';

/**
 * How data sources are, beside something that a reader came for.
 *
 * @param isWanted - false: it is not asked for
 * @returns by id; empty for readers who may not know, and until it is known
 */
export function useSourceHealth(
  isWanted: boolean,
): ReadonlyMap<string, CollectorHealth> {
  const api = useApi(readinessApiRef);
  const { allowed } = usePermission({ permission: problemReadPermission });
  const isAsked = isWanted && allowed;
  const { value } = useLoaded(String(isAsked), async () =>
    isAsked ? await api.listCollectors() : [],
  );
  return useMemo(
    () => new Map((value ?? []).map(source => [source.id, source])),
    [value],
  );
}
