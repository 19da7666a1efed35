import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `runbook-history`: on which days the runbooks of an entity changed.
 *
 * @public
 */
export const runbookHistoryFact = defineFact({
  collector: 'runbook-history',
  title: 'the history of the runbooks',
  description:
    "Changes of the entity's runbooks in the last twelve months, from git or the host's commits API.",
  type: z.strictObject({
    knownSince: z
      .string()
      .nullable()
      .describe(
        'ISO date from which on changes are known; null where there is no history.',
      ),
    changes: z
      .array(
        z.strictObject({
          on: z.string().describe('ISO date of the commit.'),
          lines: z
            .number()
            .describe('Lines added and removed; blank ones are not counted.'),
          path: z.string().describe('File of the runbook.'),
        }),
      )
      .describe('One row a commit and runbook, newest first, at most 200.'),
  }),
  example: {
    knownSince: '2025-06-15',
    changes: [{ on: '2026-05-20', lines: 14, path: 'docs/runbook.md' }],
  },
});

/**
 * Data of the fact {@link runbookHistoryFact}.
 *
 * @public
 */
export type RunbookHistoryFact = z.output<typeof runbookHistoryFact.type>;
