import { ApiRef, createApiRef } from '@backstage/core-plugin-api';
import { ReadinessApi } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Gives components the API of Readiness. Both frontend systems understand it.
 *
 * @public
 */
export const readinessApiRef: ApiRef<ReadinessApi> = createApiRef<ReadinessApi>(
  { id: 'plugin.readiness.client' },
);
