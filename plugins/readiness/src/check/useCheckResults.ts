import { useApi } from '@backstage/core-plugin-api';
import {
  CheckResultItem,
  CheckResultPage,
  CheckResultQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Loaded, Pages, useLoaded, usePages } from '../loading';

const pageSize = 100;

/** The results of a check that were loaded so far, with the way to more. */
export interface CheckResults extends Pages<CheckResultItem> {
  first: Loaded<CheckResultPage>;
  total: number;
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
  const query = { ...filters, limit: pageSize };
  const first = useLoaded(JSON.stringify([check, filters]), () =>
    api.listCheckResults(check, query),
  );
  const pages = usePages<CheckResultItem>(first, cursor =>
    api.listCheckResults(check, { ...query, cursor }),
  );
  return { first, total: first.value?.totalItems ?? 0, ...pages };
}
