import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `fallbacks`: what an entity does while a dependency is away.
 *
 * @public
 */
export const fallbacksFact = defineFact({
  collector: 'fallbacks',
  title: 'the written fallbacks',
  description:
    'What is written of each dependency being away: sections of `docs/fallbacks.md`, or of a section “Fallbacks” or “Graceful degradation” of the architecture overview, whose heading (or first cell of a table row) names a dependency.',
  type: z.strictObject({
    location: z.string().describe('Where the documents were read.'),
    fallbacks: z
      .array(
        z.strictObject({
          dependency: z
            .string()
            .describe('Name of the dependency, as in the catalog.'),
          words: z
            .number()
            .describe('Words of the fallback, without those of a template.'),
          path: z.string().describe('File that holds it.'),
        }),
      )
      .describe('One row a dependency that is written about, sorted.'),
  }),
  example: {
    location: 'services/checkout',
    fallbacks: [
      { dependency: 'pricing', words: 42, path: 'docs/fallbacks.md' },
    ],
  },
});

/**
 * Data of the fact {@link fallbacksFact}.
 *
 * @public
 */
export type FallbacksFact = z.output<typeof fallbacksFact.type>;
