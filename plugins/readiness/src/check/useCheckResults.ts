import { useApi } from '@backstage/core-plugin-api';
import {
  CheckResultItem,
  CheckResultPage,
  CheckResultQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useCallback, useRef, useState } from 'react';
import { Loaded, useLoaded } from '../loading';

const pageSize = 100;

/** The results of a check that were loaded so far, with the way to more. */
export interface CheckResults {
  first: Loaded<CheckResultPage>;
  items: readonly CheckResultItem[];
  total: number;
  /** More is on its way. */
  loading: boolean;
  /** More could not be loaded. */
  failed: boolean;
  /** Loads more, unless there is none or it is on its way. */
  more(): void;
}

/** What follows a first page; says nothing once another first page is there. */
interface Following {
  after: CheckResultPage | undefined;
  items: readonly CheckResultItem[];
  nextCursor: string | null;
  loading: boolean;
  failed: boolean;
}

/**
 * The results of a check, page by page as a reader comes to the end of those that are there.
 *
 * @param check - its scorecard and id
 * @param filters - of the list; other ones begin anew
 */
export function useCheckResults(
  check: { scorecard: string; id: string },
  filters: CheckResultQuery,
): CheckResults {
  const api = useApi(readinessApiRef);
  const question = JSON.stringify([check, filters]);
  const first = useLoaded(question, () =>
    api.listCheckResults(check, { ...filters, limit: pageSize }),
  );
  const page = first.value;
  const [state, setState] = useState<Following>();
  const following: Following =
    state && state.after === page
      ? state
      : {
          after: page,
          items: [],
          nextCursor: page?.nextCursor ?? null,
          loading: false,
          failed: false,
        };
  const latest = useRef({ check, filters, following });
  latest.current = { check, filters, following };
  const more = useCallback(async () => {
    const asked = latest.current;
    const { after, items, nextCursor, loading } = asked.following;
    if (!nextCursor || loading) {
      return;
    }
    setState({ ...asked.following, loading: true, failed: false });
    try {
      const answer = await api.listCheckResults(asked.check, {
        ...asked.filters,
        limit: pageSize,
        cursor: nextCursor,
      });
      setState({
        after,
        items: [...items, ...answer.items],
        nextCursor: answer.nextCursor,
        loading: false,
        failed: false,
      });
    } catch {
      setState({ ...asked.following, loading: false, failed: true });
    }
  }, [api]);
  return {
    first,
    items: [...(page?.items ?? []), ...following.items],
    total: page?.totalItems ?? 0,
    loading: following.loading,
    failed: following.failed,
    more,
  };
}
