import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The resource type of scorecards in the permission framework.
 *
 * @public
 */
export const RESOURCE_TYPE_READINESS_SCORECARD = 'readiness-scorecard';

/**
 * Read scorecards, their results and what is rolled up from them. Which
 * entities a reader sees in them is the catalog's decision, asked separately.
 *
 * @public
 */
export const scorecardReadPermission = createPermission({
  name: 'readiness.scorecard.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_READINESS_SCORECARD,
});

/**
 * Ask for one entity to be observed and evaluated again at once.
 *
 * @public
 */
export const entityRefreshPermission = createPermission({
  name: 'readiness.entity.refresh',
  attributes: { action: 'update' },
});

/**
 * Ask for all documents of definitions to be read again at once.
 *
 * @public
 */
export const definitionRefreshPermission = createPermission({
  name: 'readiness.definition.refresh',
  attributes: { action: 'update' },
});

/**
 * Ask for a collector to look at all entities now.
 *
 * @public
 */
export const collectorRunPermission = createPermission({
  name: 'readiness.collector.run',
  attributes: { action: 'update' },
});

/**
 * Have entities that could not be evaluated tried again at once.
 *
 * @public
 */
export const evaluationRetryPermission = createPermission({
  name: 'readiness.evaluation.retry',
  attributes: { action: 'update' },
});

/**
 * Read what is broken: documents, files and collectors.
 *
 * @public
 */
export const problemReadPermission = createPermission({
  name: 'readiness.problem.read',
  attributes: { action: 'read' },
});

/**
 * Push facts. Which collectors and entities a service may write of is configured besides
 * (`readiness.push`).
 *
 * @public
 */
export const factPushPermission = createPermission({
  name: 'readiness.fact.push',
  attributes: { action: 'update' },
});

/**
 * Send events of changes, deployments and incidents.
 *
 * @public
 */
export const eventPushPermission = createPermission({
  name: 'readiness.event.push',
  attributes: { action: 'update' },
});

/**
 * Read numbers for monitoring, of the whole organisation.
 *
 * @public
 */
export const metricsReadPermission = createPermission({
  name: 'readiness.metrics.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of Readiness.
 *
 * @public
 */
export const readinessPermissions = [
  scorecardReadPermission,
  entityRefreshPermission,
  definitionRefreshPermission,
  problemReadPermission,
  factPushPermission,
  eventPushPermission,
  collectorRunPermission,
  evaluationRetryPermission,
  metricsReadPermission,
];
