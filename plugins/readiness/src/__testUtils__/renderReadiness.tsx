import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { definitionRefreshPermission } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import readinessPlugin from '../index';
import { InMemoryReadinessApi } from './InMemoryReadinessApi';

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
  reader: { mayRefreshDefinitions: boolean } = { mayRefreshDefinitions: true },
): { api: InMemoryReadinessApi; unmount(): void } {
  const { unmount } = renderTestApp({
    features: [readinessPlugin],
    apis: [
      [readinessApiRef, api],
      [
        permissionApiRef,
        mockApis.permission({
          authorize: ({ permission }) =>
            permission.name === definitionRefreshPermission.name &&
            !reader.mayRefreshDefinitions
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
