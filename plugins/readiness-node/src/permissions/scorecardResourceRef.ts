import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_READINESS_SCORECARD } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * What rules may look at of a scorecard.
 *
 * @public
 */
export interface ScorecardResource {
  /** `metadata.name` of the document: also the resource ref of the scorecard. */
  name: string;
  /** Entity ref of the owner in lower case; null where the document names none. */
  ownerRef: string | null;
}

/**
 * A rule as a query: scorecards whose `key` is one of `values`.
 *
 * @public
 */
export interface ScorecardFilter {
  key: 'name' | 'owner';
  values: string[];
}

/**
 * Scorecards as a resource of the permission framework.
 *
 * @public
 */
export const scorecardResourceRef = createPermissionResourceRef<
  ScorecardResource,
  ScorecardFilter
>().with({
  pluginId: 'readiness',
  resourceType: RESOURCE_TYPE_READINESS_SCORECARD,
});
