import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * What an impact entry can be, as written in its front matter.
 *
 * @public
 */
export const impactKinds = [
  'improvement',
  'prevention',
  'toil',
  'automation',
] as const;

/**
 * What an impact entry can be about, where checks ask for one.
 *
 * @public
 */
export const impactTopics = [
  'cost',
  'delivery',
  'release-schedule',
  'reliability',
  'toil',
] as const;

/**
 * Fact of the collector `impact`: what a team has written down of what it changed, in numbers.
 *
 * @public
 */
export const impactFact = defineFact({
  collector: 'impact',
  title: 'the impact entries',
  description:
    'Impact entries of the entity (`docs/impact/*.md`): what was changed, measured before and after, with its evidence. Of a Group: those of everything that it owns.',
  type: z.strictObject({
    entries: z
      .array(
        z.strictObject({
          path: z
            .string()
            .describe(
              'File of the entry; of a Group after the name of the entity.',
            ),
          url: z
            .string()
            .nullable()
            .describe('http(s) address, or null for local files.'),
          kind: z
            .enum(impactKinds)
            .nullable()
            .describe('`kind` of the front matter; null where not known.'),
          metric: z
            .string()
            .nullable()
            .describe('What was measured, cut to 100 characters.'),
          unit: z
            .string()
            .nullable()
            .describe('Unit of `before` and `after`, cut to 40 characters.'),
          before: z.number().nullable().describe('The measure before.'),
          after: z.number().nullable().describe('The measure after.'),
          from: z
            .string()
            .nullable()
            .describe('ISO date: when `before` was measured.'),
          to: z
            .string()
            .nullable()
            .describe(
              'ISO date: when `after` was measured; null where in the future.',
            ),
          evidence: z
            .string()
            .nullable()
            .describe('http(s) link to what shows it.'),
          topics: z
            .array(z.enum(impactTopics))
            .describe(
              'What metric and unit are about, by documented synonyms: a unit that is a currency is cost, a metric that names a weekday, a release window or a freeze is release-schedule; sorted.',
            ),
          complete: z
            .boolean()
            .describe(
              'Has a kind, a metric, a unit, two numbers, two dates in order, and evidence.',
            ),
        }),
      )
      .describe('One row an entry, newest `to` first, at most 200.'),
    broken: z
      .number()
      .describe(
        'Entries that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    entries: [
      {
        path: 'docs/impact/2026-05-smaller-images.md',
        url: null,
        kind: 'improvement',
        metric: 'monthly spend on storage',
        unit: 'EUR',
        before: 840,
        after: 310,
        from: '2026-04-01',
        to: '2026-05-20',
        evidence: 'https://dashboards.example.org/storage',
        topics: ['cost'],
        complete: true,
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link impactFact}.
 *
 * @public
 */
export type ImpactFact = z.output<typeof impactFact.type>;
