import { useApi } from '@backstage/core-plugin-api';
import {
  EntityQuery,
  EntitySummary,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useMemo, useRef, useState } from 'react';
import { Loaded, useLoaded } from '../loading';

const pageSize = 100;
/** The backend brings no more services with a team. */
const mostBrought = 200;

/** One page of services, or what the team already brought. */
interface Page {
  items: EntitySummary[];
  totalItems: number;
  nextCursor: string | null;
  /** What the team brought has no cursor: what follows begins with the first page. */
  beginsAnew?: boolean;
}

/** The services that were loaded so far, with the way to more. */
export interface Services {
  first: Loaded<Page>;
  items: readonly EntitySummary[];
  total: number;
  hasMore: boolean;
  /** More could not be loaded. */
  failed: boolean;
  /** Loads more, unless that is under way. */
  more(): Promise<void>;
}

/** What follows the first page, which says nothing once another first page is there. */
interface Following {
  after: Page | undefined;
  items: EntitySummary[];
  nextCursor: string | null;
  failed: boolean;
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
      nextCursor: null,
      beginsAnew: services.length >= mostBrought && total > services.length,
    }),
    [services, total],
  );
  const asked = useLoaded<Page>(JSON.stringify([isWhole, query]), async () =>
    isWhole ? whole : api.listEntities({ ...query, limit: pageSize }),
  );
  const first: Loaded<Page> = isWhole
    ? { ...asked, value: whole, error: undefined, loading: false }
    : asked;
  const page = first.value;
  const [state, setState] = useState<Following>({
    after: undefined,
    items: [],
    nextCursor: null,
    failed: false,
  });
  const following: Following =
    state.after === page
      ? state
      : {
          after: page,
          items: [],
          nextCursor: page?.nextCursor ?? null,
          failed: false,
        };
  const known = page?.items ?? [];
  const isAtStart = following.items.length === 0;
  const hasMore =
    following.nextCursor !== null || Boolean(page?.beginsAnew && isAtStart);
  const busy = useRef<Page>();

  async function more() {
    if (!hasMore || !page || busy.current === page) {
      return;
    }
    busy.current = page;
    const after = page;
    let next: Following;
    try {
      let answer = await api.listEntities({
        ...query,
        limit: page.beginsAnew && isAtStart ? known.length : pageSize,
        cursor: following.nextCursor ?? undefined,
      });
      if (page.beginsAnew && isAtStart && answer.nextCursor) {
        // The first page is what the team brought.
        answer = await api.listEntities({
          ...query,
          limit: pageSize,
          cursor: answer.nextCursor,
        });
      }
      next = {
        after,
        items: [...following.items, ...answer.items],
        nextCursor: answer.nextCursor,
        failed: false,
      };
    } catch {
      next = { ...following, failed: true };
    } finally {
      busy.current = undefined;
    }
    setState(next);
  }

  return {
    first,
    items: [...known, ...following.items],
    total: page?.totalItems ?? team.total,
    hasMore,
    failed: following.failed,
    more,
  };
}
