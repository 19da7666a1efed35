import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `on-call`: who is called for a team, in numbers. No names of people.
 *
 * @public
 */
export const onCallFact = defineFact({
  collector: 'on-call',
  title: 'the on-call rotations',
  description:
    'Rotations of a Group, read by a recipe from PagerDuty, Opsgenie, Grafana OnCall or the like: the schedules behind the service that the annotation `pagerduty.com/service-id` of the Group names, or those that the recipe finds by its name.',
  type: z.strictObject({
    rotations: z
      .array(
        z.strictObject({
          name: z.string().describe('What the schedule is called.'),
          people: z
            .number()
            .nullable()
            .describe(
              'How many different people it calls first within the next 28 days; null where the source does not tell them apart.',
            ),
          url: z
            .string()
            .nullable()
            .describe('http(s) link to the schedule, or null.'),
        }),
      )
      .describe('One row a schedule, sorted by name, at most 50.'),
  }),
  example: {
    rotations: [
      {
        name: 'Payments, first line',
        people: 5,
        url: 'https://pager.example.org/schedules/PAYMENTS1',
      },
    ],
  },
});

/**
 * Data of the fact {@link onCallFact}.
 *
 * @public
 */
export type OnCallFact = z.output<typeof onCallFact.type>;
