import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `contributors`: how the commits of the last 180 days
 * are spread over their authors. Shares only: it names nobody.
 *
 * @public
 */
export const contributorsFact = defineFact({
  collector: 'contributors',
  title: 'the history of commits',
  description:
    "How the commits of the last 180 days that changed files in the entity's directory are spread over their authors, from git or the host's commits API. It names nobody.",
  type: z.strictObject({
    since: z.string().describe('ISO date from which on commits were counted.'),
    complete: z
      .boolean()
      .describe(
        'Does the history reach back that far? False for a shallow clone.',
      ),
    commits: z
      .number()
      .describe('Commits of people; merges and those of bots are left out.'),
    shares: z
      .array(z.number().meta({ 'x-precision': 1 }))
      .describe(
        'Per cent of the commits for each author, largest first, at most 100; a commit of several authors is shared out among them evenly.',
      ),
  }),
  example: {
    since: '2025-12-17',
    complete: true,
    commits: 64,
    shares: [54.7, 31.3, 14],
  },
});

/**
 * Data of the fact {@link contributorsFact}.
 *
 * @public
 */
export type ContributorsFact = z.output<typeof contributorsFact.type>;
