import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import readinessPlugin from '../index';
import { InMemoryReadinessApi } from './InMemoryReadinessApi';

/**
 * Renders the whole plugin in an app, at an address.
 *
 * @param path - where the reader enters
 * @param api - what the backend answers
 */
export function renderReadiness(
  path: string,
  api: InMemoryReadinessApi = new InMemoryReadinessApi(),
): { api: InMemoryReadinessApi; unmount(): void } {
  const { unmount } = renderTestApp({
    features: [readinessPlugin],
    apis: [[readinessApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
  return { api, unmount };
}
