import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `drills`: what was rehearsed, or done for real.
 *
 * @public
 */
export const drillsFact = defineFact({
  collector: 'drills',
  title: 'the drills',
  description:
    'Rehearsals and real uses of rollback, restore and fail-over: front matter of `docs/drills/*.md`, and events of pipelines and backup systems.',
  type: z.strictObject({
    drills: z
      .array(
        z.strictObject({
          kind: z
            .enum(['rollback', 'restore', 'failover', 'game-day'])
            .describe('What was exercised.'),
          date: z.string().describe('ISO date or time at which it took place.'),
          real: z
            .boolean()
            .describe('It was needed, in an incident; not only rehearsed.'),
          succeeded: z
            .boolean()
            .nullable()
            .describe('Did it reach its end? Null where that is not said.'),
          minutes: z
            .number()
            .nullable()
            .describe('How long it took, or null where that is not said.'),
          withinObjective: z
            .boolean()
            .nullable()
            .describe(
              'Did it take no longer than the recovery time objective of the entity (annotation `team-readiness.dev/rto`)? Null where one of the two is not known.',
            ),
          evidence: z
            .string()
            .nullable()
            .describe('Path of the document or http(s) address of the run.'),
        }),
      )
      .describe('Of the last two years, newest first, at most 100.'),
  }),
  example: {
    drills: [
      {
        kind: 'rollback',
        date: '2026-04-14',
        real: false,
        succeeded: true,
        minutes: 6,
        withinObjective: true,
        evidence: 'docs/drills/2026-04-14-rollback.md',
      },
    ],
  },
});

/**
 * Data of the fact {@link drillsFact}.
 *
 * @public
 */
export type DrillsFact = z.output<typeof drillsFact.type>;
