import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Derived fact `readiness/exemptions`: what a team owes by its running
 * exemptions. Stratum 2: only scorecards of Groups and Templates may read it.
 *
 * @public
 */
export const exemptionsFact = defineFact({
  collector: 'readiness/exemptions',
  title: 'the exemptions that run',
  description:
    'Of a Group: the running exemptions of the entities that it and its child groups own, and the hours that mending what they stand for would take. In conditions it is `facts["readiness/exemptions"]`.',
  type: z.strictObject({
    running: z.number().describe('How many exemptions run.'),
    hours: z
      .number()
      .describe('Sum of the `effort` of their checks, in hours: the debt.'),
    exemptions: z
      .array(
        z.strictObject({
          entity: z.string().describe('Whole entity ref in lower case.'),
          scorecard: z.string().describe('Name of the scorecard.'),
          check: z.string().describe('Id of the check.'),
          hours: z.number().describe('`effort` of the check.'),
          since: z
            .string()
            .nullable()
            .describe('ISO date of its first day, renewals included, or null.'),
          until: z.string().describe('ISO date of its last day.'),
        }),
      )
      .describe('The largest `hours` first, at most 100.'),
  }),
  example: {
    running: 1,
    hours: 8,
    exemptions: [
      {
        entity: 'component:default/checkout',
        scorecard: 'service-readiness',
        check: 'workload-safe',
        hours: 8,
        since: '2026-04-01',
        until: '2026-09-30',
      },
    ],
  },
});

/**
 * Data of the fact {@link exemptionsFact}.
 *
 * @public
 */
export type ExemptionsFact = z.output<typeof exemptionsFact.type>;
