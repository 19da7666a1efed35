import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import type { JSX } from 'react';
import { rootRouteRef, templateRouteRef } from '../routes';

/** What an app places on a page: it takes no properties, and finds out by itself where it stands. @public */
export type LegacyExtension = () => JSX.Element;

/**
 * Readiness in the old frontend system. Goes when that system does.
 *
 * @public
 */
export const readinessPlugin = createPlugin({
  id: 'readiness',
  routes: { root: rootRouteRef },
  externalRoutes: { template: templateRouteRef },
  apis: [
    createApiFactory({
      api: readinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ReadinessClient({ discoveryApi, fetchApi }),
    }),
  ],
});

/**
 * All pages of Readiness, for one `<Route path="/readiness" … />` of the app.
 *
 * @public
 */
export const ReadinessPage: LegacyExtension = readinessPlugin.provide(
  createRoutableExtension({
    name: 'ReadinessPage',
    component: () => import('./ReadinessPages').then(m => m.ReadinessPages),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The content of a tab on the page of a component or resource, for `<EntityLayout.Route path="/readiness" … />`.
 *
 * @public
 */
export const EntityReadinessContent: LegacyExtension = readinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessContent',
    component: {
      lazy: () =>
        import('../extensions/EntityReadiness').then(m => m.EntityReadiness),
    },
  }),
);

/**
 * The content of a tab on the page of a Group, for `<EntityLayout.Route path="/readiness" … />`: how it stands as a team.
 *
 * @public
 */
export const GroupReadinessContent: LegacyExtension = readinessPlugin.provide(
  createComponentExtension({
    name: 'GroupReadinessContent',
    component: {
      lazy: () => import('../team').then(m => m.GroupReadiness),
    },
  }),
);

/**
 * A card with level, target and the top fix, for the page of a component or resource.
 *
 * @public
 */
export const EntityReadinessCard: LegacyExtension = readinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: {
      lazy: () => import('../cards').then(m => m.EntityReadinessCard),
    },
  }),
);

/**
 * A card that says where a team stands, for the page of a Group.
 *
 * @public
 */
export const GroupReadinessCard: LegacyExtension = readinessPlugin.provide(
  createComponentExtension({
    name: 'GroupReadinessCard',
    component: {
      lazy: () => import('../cards').then(m => m.GroupReadinessCard),
    },
  }),
);

/**
 * A card with the reader's teams and their next fixes, for the home page of the portal.
 *
 * @public
 */
export const HomeReadinessCard: LegacyExtension = readinessPlugin.provide(
  createComponentExtension({
    name: 'HomeReadinessCard',
    component: {
      lazy: () => import('../home').then(m => m.HomeReadinessCard),
    },
  }),
);
