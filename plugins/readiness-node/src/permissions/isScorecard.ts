import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { scorecardResourceRef } from './scorecardResourceRef';

/**
 * Allows scorecards by name.
 *
 * @public
 */
export const isScorecard = createPermissionRule({
  name: 'IS_SCORECARD',
  description: 'Allow scorecards with one of the given names',
  resourceRef: scorecardResourceRef,
  paramsSchema: z.object({
    names: z
      .array(z.string().max(63))
      .max(1_000)
      .describe('Names of scorecards, e.g. service-readiness'),
  }),
  apply: (scorecard, { names }) => names.includes(scorecard.name),
  toQuery: ({ names }) => ({ key: 'name' as const, values: names }),
});
