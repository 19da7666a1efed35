import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Where a measurement of toil can come from.
 *
 * @public
 */
export const toilSources = ['survey', 'tracker', 'time-sheet'] as const;

/**
 * Fact of the collector `toil`: how much of its time a team spends on work that repeats. No names of people.
 *
 * @public
 */
export const toilFact = defineFact({
  collector: 'toil',
  title: 'the measurements of toil',
  description:
    'Share of the time of a Group that goes into toil: manual work that repeats, grows with the service and leaves nothing behind. Pushed after a survey, or read by a recipe from the tracker in which interrupts and tickets carry a label.',
  type: z.strictObject({
    measurements: z
      .array(
        z.strictObject({
          from: z.string().describe('ISO date: first day that was counted.'),
          to: z.string().describe('ISO date: last day that was counted.'),
          percent: z
            .number()
            .min(0)
            .max(100)
            .meta({ 'x-precision': 1 })
            .describe('Toil in percent of the time that was counted.'),
          people: z
            .number()
            .describe('How many people of the team had their time counted.'),
          source: z.enum(toilSources).describe('How it was measured.'),
          measuredAt: z
            .string()
            .describe('ISO time at which it was pushed or read.'),
          url: z
            .string()
            .nullable()
            .describe('http(s) link to what shows it, or null.'),
        }),
      )
      .describe('Newest `to` first, at most 24.'),
  }),
  example: {
    measurements: [
      {
        from: '2026-05-04',
        to: '2026-05-15',
        percent: 38,
        people: 5,
        source: 'survey',
        measuredAt: '2026-05-18T08:00:00Z',
        url: 'https://surveys.example.org/toil/payments',
      },
    ],
  },
});

/**
 * Data of the fact {@link toilFact}.
 *
 * @public
 */
export type ToilFact = z.output<typeof toilFact.type>;
