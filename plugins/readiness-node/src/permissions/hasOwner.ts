import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { scorecardResourceRef } from './scorecardResourceRef';

/**
 * Allows scorecards whose owner is one of the given entities. A scorecard
 * without an owner is not allowed by it.
 *
 * @public
 */
export const hasOwner = createPermissionRule({
  name: 'HAS_OWNER',
  description: 'Allow scorecards that are owned by one of the given entities',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string().max(300))
      .max(1_000)
      .describe('Entity refs of which one has to own the scorecard'),
  }),
  apply: (scorecard, { claims }) =>
    scorecard.ownerRef !== null &&
    claims.some(
      claim => claim.toLocaleLowerCase('en-US') === scorecard.ownerRef,
    ),
  toQuery: ({ claims }) => ({
    key: 'owner' as const,
    values: claims.map(claim => claim.toLocaleLowerCase('en-US')),
  }),
});
