import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * What an onboarding guide can say, found by documented synonyms.
 *
 * @public
 */
export const onboardingParts = [
  'access',
  'set-up',
  'first-change',
  'contacts',
] as const;

/**
 * Fact of the collector `onboarding`: what a team gives a new member to read. Never its text.
 *
 * @public
 */
export const onboardingFact = defineFact({
  collector: 'onboarding',
  title: 'the onboarding guide',
  description:
    'The onboarding guide of a Group: `docs/onboarding.md` or `ONBOARDING.md` beside its catalog entry, else the document that an entry of `metadata.links` titled "Onboarding" leads to, where it can be read.',
  type: z.strictObject({
    location: z.string().describe('Where the guide was looked for.'),
    document: z
      .strictObject({
        path: z.string().describe('Relative to the root that was read.'),
        url: z
          .string()
          .nullable()
          .describe('http(s) address, or null for local files.'),
        words: z
          .number()
          .describe('Words of its own, counted as in other documents.'),
        parts: z
          .array(z.enum(onboardingParts))
          .describe(
            'Sections with words of their own, by documented synonyms: which access is needed and where it is asked for, how the machine is set up, what a first change is and how it reaches production, whom to ask; sorted.',
          ),
        hasCommandOrLink: z
          .boolean()
          .describe('Holds a code block, an inline command or a link.'),
        changedAt: z
          .string()
          .nullable()
          .describe(
            'ISO time of the last commit that changed it, where local git or the host says so; else null.',
          ),
      })
      .nullable()
      .describe('The guide, or null where none could be read.'),
    link: z
      .string()
      .nullable()
      .describe(
        'http(s) link of the Group titled "Onboarding", or null where there is none.',
      ),
  }),
  example: {
    location: 'teams/payments',
    document: {
      path: 'docs/onboarding.md',
      url: null,
      words: 520,
      parts: ['access', 'contacts', 'first-change', 'set-up'],
      hasCommandOrLink: true,
      changedAt: '2026-03-02T09:30:00Z',
    },
    link: null,
  },
});

/**
 * Data of the fact {@link onboardingFact}.
 *
 * @public
 */
export type OnboardingFact = z.output<typeof onboardingFact.type>;
