import { useApi } from '@backstage/core-plugin-api';
import {
  EntityQuery,
  EntitySummary,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useMemo } from 'react';
import { Loaded, Pages, useLoaded, usePages } from '../loading';

const pageSize = 100;
/** The backend brings no more services with a team. */
const mostBrought = 200;
/** Stands for the cursor that a team does not bring with its services; no cursor of the API has blanks. */
const afterBrought = 'after those of the team';

/** One page of services, or what the team already brought. */
interface Page {
  items: EntitySummary[];
  totalItems: number;
  nextCursor: string | null;
}

/** The services that were loaded so far, with the way to more. */
export interface Services extends Pages<EntitySummary> {
  first: Loaded<Page>;
  total: number;
}

/**
 * The services of a team: those that came with it, and page by page those beyond or those that fit a filter.
 *
 * @param team - what the team brought, in the order of the backend, and how many there are
 * @param query - filters with the owner
 * @param isWhole - nothing is filtered and the order is the usual one
 */
export function useServices(
  team: { services: EntitySummary[]; total: number },
  query: EntityQuery,
  isWhole: boolean,
): Services {
  const api = useApi(readinessApiRef);
  const { services, total } = team;
  const whole = useMemo<Page>(
    () => ({
      items: services,
      totalItems: total,
      nextCursor:
        services.length >= mostBrought && total > services.length
          ? afterBrought
          : null,
    }),
    [services, total],
  );
  const asked = useLoaded<Page>(JSON.stringify([isWhole, query]), async () =>
    isWhole ? whole : api.listEntities({ ...query, limit: pageSize }),
  );
  const first: Loaded<Page> = isWhole
    ? { ...asked, value: whole, error: undefined, loading: false }
    : asked;
  const read = (cursor: string) =>
    api.listEntities({ ...query, limit: pageSize, cursor });
  const pages = usePages<EntitySummary>(first, async cursor => {
    if (cursor !== afterBrought) {
      return read(cursor);
    }
    // Asked for only to learn the cursor behind them.
    const { nextCursor } = await api.listEntities({
      ...query,
      limit: services.length,
    });
    return nextCursor ? read(nextCursor) : { items: [], nextCursor };
  });
  return { first, total: first.value?.totalItems ?? total, ...pages };
}
