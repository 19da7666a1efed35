import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `feedback`: what reached the feedback channel of a
 * platform service, by recipe (issues with a label, a survey, a forum).
 *
 * @public
 */
export const feedbackFact = defineFact({
  collector: 'feedback',
  title: 'the feedback channel',
  description:
    'What users of a platform service wrote to its feedback channel in the last 30 days, and whether it was answered.',
  type: z.strictObject({
    channel: z
      .string()
      .nullable()
      .describe(
        'http(s) address of the channel; null where the source knows of none.',
      ),
    received: z.number().describe('Messages of the last 30 days.'),
    answered: z
      .number()
      .describe('How many of them somebody of the platform answered.'),
    oldestUnansweredAt: z
      .string()
      .nullable()
      .describe('ISO time of the oldest message without an answer, or null.'),
    lastAnsweredAt: z
      .string()
      .nullable()
      .describe('ISO time of the newest answer, or null.'),
  }),
  example: {
    channel: 'https://example.org/platform/discussions',
    received: 9,
    answered: 8,
    oldestUnansweredAt: '2026-05-29T10:00:00.000Z',
    lastAnsweredAt: '2026-05-30T12:00:00.000Z',
  },
});

/**
 * Data of the fact {@link feedbackFact}.
 *
 * @public
 */
export type FeedbackFact = z.output<typeof feedbackFact.type>;
