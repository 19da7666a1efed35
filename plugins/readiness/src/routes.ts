/**
 * Routes of Readiness. The refs come from `@backstage/core-plugin-api`, which both frontend systems understand, so that
 * the same pages serve both. All of them stand below the root: the old system mounts one page and nothing else.
 */
import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The page with its tabs; leads to the teams. @public */
export const rootRouteRef = createRouteRef({ id: 'readiness' });

/** All teams. @public */
export const teamsRouteRef = createSubRouteRef({
  id: 'readiness:teams',
  parent: rootRouteRef,
  path: '/teams',
});

/** One team, by namespace and name of the Group. @public */
export const teamRouteRef = createSubRouteRef({
  id: 'readiness:team',
  parent: rootRouteRef,
  path: '/teams/:namespace/:name',
});

/** What a team did and wrote down. @public */
export const teamRecordRouteRef = createSubRouteRef({
  id: 'readiness:team-record',
  parent: rootRouteRef,
  path: '/teams/:namespace/:name/track-record',
});

/** How a team stood over time, and what moved it. @public */
export const teamHistoryRouteRef = createSubRouteRef({
  id: 'readiness:team-history',
  parent: rootRouteRef,
  path: '/teams/:namespace/:name/history',
});

/** Leads to how the changes of a team reach production, within its history. @public */
export const teamDeliveryRouteRef = createSubRouteRef({
  id: 'readiness:team-delivery',
  parent: rootRouteRef,
  path: '/teams/:namespace/:name/delivery',
});

/** All services, with filters. @public */
export const servicesRouteRef = createSubRouteRef({
  id: 'readiness:services',
  parent: rootRouteRef,
  path: '/services',
});

/** Before and after for a quarter, of an entity by kind, namespace and name. @public */
export const impactBriefRouteRef = createSubRouteRef({
  id: 'readiness:impact-brief',
  parent: rootRouteRef,
  path: '/impact-brief/:kind/:namespace/:name',
});

/** An entity through the lenses of a readiness review, by kind, namespace and name. @public */
export const reviewRouteRef = createSubRouteRef({
  id: 'readiness:review',
  parent: rootRouteRef,
  path: '/review/:kind/:namespace/:name',
});

/** All scorecards with their checks. @public */
export const standardsRouteRef = createSubRouteRef({
  id: 'readiness:standards',
  parent: rootRouteRef,
  path: '/standards',
});

/** One check, by its scorecard and its id. @public */
export const checkRouteRef = createSubRouteRef({
  id: 'readiness:check',
  parent: rootRouteRef,
  path: '/checks/:scorecard/:id',
});

/** What could not be read, and the state of the data sources. @public */
export const healthRouteRef = createSubRouteRef({
  id: 'readiness:health',
  parent: rootRouteRef,
  path: '/health',
});

/** A template of the Scaffolder; leads nowhere where that is not installed. @public */
export const templateRouteRef = createExternalRouteRef({
  id: 'readiness:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});
