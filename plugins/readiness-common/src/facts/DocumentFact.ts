import { z } from 'zod';

/**
 * What is known of one Markdown document. Never its text.
 *
 * @public
 */
export const documentFactSchema = z.strictObject({
  path: z.string().describe('Relative to the root that was read.'),
  url: z
    .string()
    .nullable()
    .describe('http(s) address of the document, or null for local files.'),
  words: z
    .number()
    .describe(
      "Words outside code and front matter, less the lines equal to the template's skeleton.",
    ),
  headings: z
    .array(z.string())
    .describe('Heading texts, lower case, at most 100, in order.'),
  sections: z
    .array(
      z.enum([
        'impact',
        'symptoms',
        'diagnosis',
        'mitigation',
        'resolution',
        'rollback',
        'escalation',
      ]),
    )
    .describe(
      'Sections found by the documented synonym list, and `escalation` by sentences that say whom to call; sorted.',
    ),
  hasCommandOrLink: z
    .boolean()
    .describe('Holds a code block, an inline command or a link.'),
  reviewedAt: z
    .string()
    .nullable()
    .describe(
      '`reviewed` or `last_reviewed` of the front matter as ISO date, or null.',
    ),
  reviewedBy: z
    .array(z.string())
    .describe(
      '`reviewed_by` or `reviewers` of the front matter as whole entity refs in lower case (a bare name is a user), sorted, at most 20.',
    ),
  reviewedOutside: z
    .boolean()
    .nullable()
    .describe(
      'Is some of them neither an owner of the entity nor a member of one? False where nobody is named, null where the catalog does not know them.',
    ),
  usedAt: z
    .string()
    .nullable()
    .describe(
      '`used` or `last_used` of the front matter as ISO date: when it last helped in an incident or a drill; or null.',
    ),
  changedAt: z
    .string()
    .nullable()
    .describe(
      'ISO time of the last commit that changed three lines or more of it, where local git or the host says so; else null.',
    ),
  dependenciesNamed: z
    .array(z.string())
    .describe(
      "Names of the entity's dependencies (see facts.catalog.dependencies) that the text mentions.",
    ),
});

/**
 * Data of one document in a fact.
 *
 * @public
 */
export type DocumentFact = z.output<typeof documentFactSchema>;
