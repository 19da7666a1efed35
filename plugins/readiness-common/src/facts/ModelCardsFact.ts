import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `model-cards`: the model card in the repository, and
 * what is written about training. Sections as in the model cards of the Hugging
 * Face Hub; plain Markdown is read by heading.
 *
 * @public
 */
export const modelCardsFact = defineFact({
  collector: 'model-cards',
  title: 'the model card',
  description:
    'Model card of the entity (`MODEL_CARD.md`, `docs/model-card.md`) and the written trigger for retraining, read from its repository.',
  type: z.strictObject({
    location: z.string().describe('Where it was read.'),
    card: z
      .strictObject({
        path: z.string().describe('Relative to the root that was read.'),
        words: z
          .number()
          .describe(
            "Words outside code and front matter, less the lines equal to the template's skeleton.",
          ),
        intendedUse: z
          .boolean()
          .describe(
            'Has a section on intended use with at least 20 words of its own.',
          ),
        limitations: z
          .boolean()
          .describe(
            'Has a section on limitations, bias or risks with at least 20 words of its own.',
          ),
        evaluatedAt: z
          .string()
          .nullable()
          .describe(
            'Date of the newest evaluation that the card gives, or null.',
          ),
        metrics: z
          .number()
          .describe('How many metrics with a value the card gives.'),
      })
      .nullable()
      .describe('The model card, or null.'),
    retraining: z
      .strictObject({
        path: z.string().describe('Document or pipeline that says so.'),
        trigger: z
          .enum(['schedule', 'drift', 'data', 'manual'])
          .describe('What starts it.'),
        automated: z
          .boolean()
          .describe(
            'A pipeline file with this trigger was found beside the document.',
          ),
      })
      .nullable()
      .describe('The written trigger for retraining, or null.'),
  }),
  example: {
    location: 'ml/fraud-score',
    card: {
      path: 'MODEL_CARD.md',
      words: 640,
      intendedUse: true,
      limitations: true,
      evaluatedAt: '2026-05-09',
      metrics: 4,
    },
    retraining: {
      path: 'docs/retraining.md',
      trigger: 'drift',
      automated: true,
    },
  },
});

/**
 * Data of the fact {@link modelCardsFact}.
 *
 * @public
 */
export type ModelCardsFact = z.output<typeof modelCardsFact.type>;
