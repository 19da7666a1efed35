import { z } from 'zod';
import { documentFactSchema } from './DocumentFact';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `repository`.
 *
 * @public
 */
export const repositoryFact = defineFact({
  collector: 'repository',
  title: 'the repository',
  description:
    'README, runbook and architecture overview of the entity, and the relative links in them, read from its repository.',
  type: z.strictObject({
    location: z
      .string()
      .describe(
        'Where it was read: a URL of the tree, or a path relative to the allowed directory.',
      ),
    revision: z
      .string()
      .nullable()
      .describe('Commit or ETag of the tree, where the source gives one.'),
    readme: documentFactSchema.nullable().describe('The README, or null.'),
    runbook: documentFactSchema
      .nullable()
      .describe(
        'The best of the runbooks found: the one with the most sections, then words.',
      ),
    runbooks: z.number().describe('How many runbooks there are.'),
    architecture: documentFactSchema
      .nullable()
      .describe('The architecture overview, or null.'),
    links: z
      .strictObject({
        complete: z
          .boolean()
          .describe(
            'Could be looked where they lead? False where the host lists no directories, or there are too many files.',
          ),
        checked: z
          .number()
          .describe(
            "How many different relative links they hold into the entity's directory; at most 90 are checked.",
          ),
        broken: z
          .array(
            z.strictObject({
              path: z.string().describe('The document.'),
              target: z
                .string()
                .describe(
                  "Where it leads, relative to the entity's directory.",
                ),
            }),
          )
          .describe(
            'Those that lead to no file or directory, sorted, at most 50.',
          ),
      })
      .describe('Relative links of README, runbooks and overview.'),
    unread: z
      .array(z.enum(['readme', 'runbook', 'architecture']))
      .optional()
      .describe(
        'Those of the three that are null and may be there all the same: a file that could not be read, or directories that could not be listed.',
      ),
  }),
  example: {
    location: 'services/checkout',
    revision: null,
    readme: {
      path: 'README.md',
      url: null,
      words: 240,
      headings: ['checkout', 'run it'],
      sections: [],
      hasCommandOrLink: true,
      reviewedAt: null,
      reviewedBy: [],
      reviewedOutside: false,
      usedAt: null,
      changedAt: '2026-05-01T09:00:00.000Z',
      dependenciesNamed: [],
    },
    runbook: null,
    runbooks: 0,
    architecture: null,
    links: { complete: true, checked: 4, broken: [] },
    unread: [],
  },
});

/**
 * Data of the fact {@link repositoryFact}.
 *
 * @public
 */
export type RepositoryFact = z.output<typeof repositoryFact.type>;
