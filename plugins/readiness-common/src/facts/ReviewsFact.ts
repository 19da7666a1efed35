import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * The lenses of a readiness review.
 *
 * @public
 */
export const reviewLenses = [
  'reliability',
  'security',
  'governance',
  'cost',
] as const;

/**
 * Fact of the collector `reviews`: the readiness reviews in `docs/reviews`.
 *
 * @public
 */
export const reviewsFact = defineFact({
  collector: 'reviews',
  title: 'the readiness reviews',
  description:
    'Readiness reviews of the entity: Markdown documents in `docs/reviews/`, with date, reviewers and decision in their front matter and a section for each lens.',
  type: z.strictObject({
    location: z.string().describe('Where the reviews were read.'),
    reviews: z
      .array(
        z.strictObject({
          path: z.string().describe("Relative to the entity's directory."),
          date: z
            .string()
            .nullable()
            .describe(
              '`date` of the front matter as ISO date; null where it is missing or in the future.',
            ),
          words: z
            .number()
            .describe('Words of its own, counted as in other documents.'),
          lenses: z
            .array(z.enum(reviewLenses))
            .describe(
              'Lenses whose section holds at least five words of its own, sorted.',
            ),
          reviewers: z
            .array(z.string())
            .describe(
              '`reviewers` of the front matter as whole entity refs in lower case, sorted, at most 20.',
            ),
          outside: z
            .boolean()
            .nullable()
            .describe(
              'Is some reviewer neither an owner nor a member of one? Null where the catalog does not know them.',
            ),
          decision: z
            .string()
            .nullable()
            .describe('`decision` of the front matter, cut to 63 characters.'),
        }),
      )
      .describe('One row a review, newest first, at most 100.'),
    broken: z
      .number()
      .describe(
        'Reviews that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    reviews: [
      {
        path: 'docs/reviews/2026-03.md',
        date: '2026-03-12',
        words: 640,
        lenses: ['cost', 'governance', 'reliability', 'security'],
        reviewers: ['group:default/platform'],
        outside: true,
        decision: 'ready',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link reviewsFact}.
 *
 * @public
 */
export type ReviewsFact = z.output<typeof reviewsFact.type>;
