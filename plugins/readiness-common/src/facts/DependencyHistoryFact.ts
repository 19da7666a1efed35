import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `dependency-history`: which dependencies were added when.
 *
 * @public
 */
export const dependencyHistoryFact = defineFact({
  collector: 'dependency-history',
  title: 'the history of dependencies',
  description:
    'Which of the dependencies that the catalog declares today were added when, from the git history of the catalog file, else from what was seen of the entity before.',
  type: z.strictObject({
    knownSince: z
      .string()
      .nullable()
      .describe(
        'ISO date from which on additions are known; null where there is no history.',
      ),
    added: z
      .array(
        z.strictObject({
          ref: z.string().describe('Whole entity ref in lower case.'),
          name: z
            .string()
            .describe('Its name, as in facts.catalog.dependencies.'),
          type: z
            .string()
            .nullable()
            .describe(
              '`spec.type`, e.g. `service` or `database`; null where it is not in the catalog.',
            ),
          addedAt: z.string().describe('ISO date.'),
        }),
      )
      .describe('Additions since then, newest first, at most 200.'),
    seen: z
      .array(z.string())
      .optional()
      .describe(
        'Only where no git history tells: the dependencies when they were last looked at, as whole entity refs in lower case, sorted.',
      ),
  }),
  example: {
    knownSince: '2024-02-01',
    added: [
      {
        ref: 'resource:default/orders-db',
        name: 'orders-db',
        type: 'database',
        addedAt: '2026-01-15',
      },
    ],
  },
});

/**
 * Data of the fact {@link dependencyHistoryFact}.
 *
 * @public
 */
export type DependencyHistoryFact = z.output<typeof dependencyHistoryFact.type>;
