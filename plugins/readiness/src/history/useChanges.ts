import { useApi } from '@backstage/core-plugin-api';
import {
  Transition,
  TransitionPage,
  TransitionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { Loaded, useLoaded } from '../loading';

const pageSize = 20;

/** The changes that were loaded so far, with the way to earlier ones. */
export interface Changes {
  /** The first page. */
  first: Loaded<TransitionPage>;
  /** Of all pages that were loaded, the newest first. */
  items: Transition[];
  hasMore: boolean;
  /** Earlier changes are on their way. */
  busy: boolean;
  /** Earlier changes could not be loaded. */
  failed: boolean;
  /** Loads earlier changes. */
  more(): Promise<void>;
}

/** The pages after the first one, which say nothing once another first page is there. */
interface Earlier {
  after?: TransitionPage;
  items: Transition[];
  nextCursor: string | null;
  busy: boolean;
  failed: boolean;
}

/**
 * Loads what changed, newest first, and earlier changes on request.
 *
 * @param query - filters; other ones begin anew
 */
export function useChanges(query: TransitionQuery): Changes {
  const api = useApi(readinessApiRef);
  const filters = { ...query, limit: pageSize };
  const first = useLoaded(JSON.stringify(query), () =>
    api.history.listTransitions(filters),
  );
  const [state, setState] = useState<Earlier>({
    items: [],
    nextCursor: null,
    busy: false,
    failed: false,
  });
  const page = first.value;
  const earlier: Earlier =
    state.after === page
      ? state
      : {
          after: page,
          items: [],
          nextCursor: page?.nextCursor ?? null,
          busy: false,
          failed: false,
        };

  async function more() {
    const cursor = earlier.nextCursor;
    if (!cursor || earlier.busy) {
      return;
    }
    setState({ ...earlier, busy: true, failed: false });
    let next: Earlier;
    try {
      const answer = await api.history.listTransitions({ ...filters, cursor });
      next = {
        ...earlier,
        items: [...earlier.items, ...answer.items],
        nextCursor: answer.nextCursor,
        busy: false,
        failed: false,
      };
    } catch {
      next = { ...earlier, busy: false, failed: true };
    }
    setState(present => (present.after === earlier.after ? next : present));
  }

  return {
    first,
    items: [...(page?.items ?? []), ...earlier.items],
    hasMore: earlier.nextCursor !== null,
    busy: earlier.busy,
    failed: earlier.failed,
    more,
  };
}
