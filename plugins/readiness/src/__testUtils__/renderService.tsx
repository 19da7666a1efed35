import {
  renderInTestApp,
  TestAppOptions,
} from '@backstage/frontend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { rootRouteRef } from '../routes';
import { ServiceReadiness } from '../service';
import { InMemoryReadinessApi } from './InMemoryReadinessApi';

const name = { kind: 'component', namespace: 'default', name: 'cart' };

/**
 * Renders the Readiness tab of the service `cart`.
 *
 * @param api - what the backend answers
 * @param hash - of the address, e.g. `#service-readiness.readme`
 * @param entities - of the catalog
 * @param installed - plugins of the app, and where their pages are; the tab needs neither
 */
export function renderService(
  api: InMemoryReadinessApi = new InMemoryReadinessApi(),
  hash: string = '',
  entities: Entity[] = [],
  installed: Pick<TestAppOptions, 'features' | 'mountedRoutes'> = {},
): InMemoryReadinessApi {
  renderInTestApp(<ServiceReadiness name={name} />, {
    initialRouteEntries: [`/${hash}`],
    apis: [
      [readinessApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/readiness': rootRouteRef,
      ...installed.mountedRoutes,
    },
    features: installed.features,
  });
  return api;
}
