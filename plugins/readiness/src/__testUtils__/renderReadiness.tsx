import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  collectorRunPermission,
  definitionRefreshPermission,
  problemReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import readinessPlugin from '../index';
import { InMemoryReadinessApi } from './InMemoryReadinessApi';

/** What a reader may do besides reading scorecards; left out: may. */
export interface TestReader {
  mayRefreshDefinitions?: boolean;
  mayRunCollectors?: boolean;
  mayReadProblems?: boolean;
}

/**
 * Renders the whole plugin in an app, at an address.
 *
 * @param path - where the reader enters
 * @param api - what the backend answers
 * @param reader - what the reader may do; everything unless said
 */
export function renderReadiness(
  path: string,
  api: InMemoryReadinessApi = new InMemoryReadinessApi(),
  reader: TestReader = {},
): { api: InMemoryReadinessApi; unmount(): void } {
  const may: Record<string, boolean | undefined> = {
    [definitionRefreshPermission.name]: reader.mayRefreshDefinitions,
    [collectorRunPermission.name]: reader.mayRunCollectors,
    [problemReadPermission.name]: reader.mayReadProblems,
  };
  const { unmount } = renderTestApp({
    features: [readinessPlugin],
    apis: [
      [readinessApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) =>
            may[permission.name] === false
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
  return { api, unmount };
}
