import { useApi } from '@backstage/core-plugin-api';
import {
  Transition,
  TransitionPage,
  TransitionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Loaded, Pages, useLoaded, usePages } from '../loading';

const pageSize = 20;

/** The changes that were loaded so far, the newest first, with the way to earlier ones. */
export interface Changes extends Pages<Transition> {
  first: Loaded<TransitionPage>;
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
  const pages = usePages<Transition>(first, cursor =>
    api.history.listTransitions({ ...filters, cursor }),
  );
  return { first, ...pages };
}
