import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * What a migration plan has to say.
 *
 * @public
 */
export const migrationPlanParts = [
  'steps',
  'cut-over',
  'rollback',
  'dates',
] as const;

/**
 * Fact of the collector `campaigns`: the campaigns that ask something of an
 * entity, each with the plan that the entity's team has written for it. It is
 * connected once there is a campaign.
 *
 * @public
 */
export const campaignsFact = defineFact({
  collector: 'campaigns',
  title: 'the campaigns',
  description:
    'Running campaigns whose targets name the entity, and the migration plan in its repository (`docs/migrations/<campaign>.md`) for each.',
  type: z.strictObject({
    campaigns: z
      .array(
        z.strictObject({
          name: z.string().describe('`metadata.name` of the campaign.'),
          title: z.string().describe('What it is called.'),
          endsOn: z.string().describe('ISO date of its last day.'),
          plan: z
            .strictObject({
              path: z.string().describe('File of the plan.'),
              words: z
                .number()
                .describe('Words of its own, counted as in other documents.'),
              parts: z
                .array(z.enum(migrationPlanParts))
                .describe(
                  'Sections with words of their own, by documented synonyms; `dates`: a date for the first step and one for the cut-over; sorted.',
                ),
              cutOverOn: z
                .string()
                .nullable()
                .describe('ISO date of the cut-over, or null.'),
            })
            .nullable()
            .describe('The plan, or null where there is none.'),
        }),
      )
      .describe('Sorted by end, then name.'),
  }),
  example: {
    campaigns: [
      {
        name: 'leave-the-old-ci',
        title: 'Leave the old CI',
        endsOn: '2026-09-30',
        plan: {
          path: 'docs/migrations/leave-the-old-ci.md',
          words: 320,
          parts: ['cut-over', 'dates', 'rollback', 'steps'],
          cutOverOn: '2026-08-17',
        },
      },
    ],
  },
});

/**
 * Data of the fact {@link campaignsFact}.
 *
 * @public
 */
export type CampaignsFact = z.output<typeof campaignsFact.type>;
