import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `codeowners`: who CODEOWNERS asks for review of the
 * files in the entity's directory.
 *
 * @public
 */
export const codeownersFact = defineFact({
  collector: 'codeowners',
  title: 'CODEOWNERS',
  description:
    "CODEOWNERS of the entity's repository (`.github/`, the root or `docs/`, the first that is there), applied to the files in the entity's directory, and the team slugs (`github.com/team-slug`) of the owning groups.",
  type: z.strictObject({
    path: z
      .string()
      .nullable()
      .describe(
        'CODEOWNERS, relative to the root of the repository; null where there is none.',
      ),
    files: z
      .number()
      .describe("Files in the entity's directory that git tracks."),
    covered: z
      .number()
      .describe('Those to which the last matching rule gives an owner.'),
    owners: z
      .array(z.string())
      .describe(
        'Teams and people that cover at least one of the files, as written and in lower case, e.g. `@acme/payments`; sorted, at most 100.',
      ),
    ownerSlugs: z
      .array(z.string())
      .describe(
        'Team slugs of the catalog owner as CODEOWNERS would name them, e.g. `@acme/payments`; empty where no owner carries one.',
      ),
    coveredByOwner: z
      .number()
      .describe('Those of the covered files that name one of these slugs.'),
  }),
  example: {
    path: '.github/CODEOWNERS',
    files: 120,
    covered: 118,
    owners: ['@acme/payments', '@acme/security'],
    ownerSlugs: ['@acme/payments'],
    coveredByOwner: 110,
  },
});

/**
 * Data of the fact {@link codeownersFact}.
 *
 * @public
 */
export type CodeownersFact = z.output<typeof codeownersFact.type>;
