import { z } from 'zod';
import { documentPlace } from './documentPlace';
import { defineFact } from './FactSchema';

/**
 * What a postmortem can say, found by documented synonyms.
 *
 * @public
 */
export const postmortemParts = [
  'detected',
  'mitigated',
  'resolved',
  'roles',
  'impact',
  'contributing-factors',
  'technical-follow-up',
  'process-follow-up',
] as const;

/**
 * Fact of the collector `postmortems`: what was learned of incidents. Never their text, and no names of people.
 *
 * @public
 */
export const postmortemsFact = defineFact({
  collector: 'postmortems',
  title: 'the postmortems',
  description:
    'Postmortems of the entity (`docs/postmortems/**`) of the last twelve months, and their follow-ups, whose state comes from the document or, by a recipe, from the tracker that they link to.',
  type: z.strictObject({
    location: z.string().describe('Where the documents were read.'),
    postmortems: z
      .array(
        z.strictObject({
          ...documentPlace,
          incident: z
            .string()
            .nullable()
            .describe(
              'Id of the incident: `incident` of the front matter, else the id that title or file name hold; null where none is found.',
            ),
          date: z
            .string()
            .nullable()
            .describe(
              'ISO date of the publication: `published` or `date` of the front matter, else the first commit; null where unknown or in the future.',
            ),
          words: z
            .number()
            .describe('Words of its own, counted as in other documents.'),
          parts: z
            .array(z.enum(postmortemParts))
            .describe(
              'What it says: times of detection, mitigation and resolution, who did what, impact, contributing factors (with words of their own), and follow-ups of each kind; sorted.',
            ),
          runbook: z
            .array(z.enum(['followed', 'changed', 'no-change-needed']))
            .describe(
              'What it says of the runbook, by `runbook` of the front matter or a section on it; sorted.',
            ),
        }),
      )
      .describe('Newest first, at most 200.'),
    followUps: z
      .array(
        z.strictObject({
          postmortem: z.string().describe('Path of the postmortem.'),
          kind: z
            .enum(['technical', 'process'])
            .nullable()
            .describe('What it changes; null where not told apart.'),
          hasOwner: z.boolean().describe('Is somebody named who does it?'),
          writtenOn: z
            .string()
            .nullable()
            .describe('ISO date of the postmortem, or null.'),
          dueOn: z.string().nullable().describe('ISO date, or null.'),
          closedOn: z
            .string()
            .nullable()
            .describe(
              'ISO date on which it was done; null while open, or where the date is in the future.',
            ),
        }),
      )
      .describe('Follow-ups of these postmortems, at most 500.'),
    broken: z
      .number()
      .describe(
        'Documents that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    postmortems: [
      {
        path: 'docs/postmortems/2026-05-18-orders-lost.md',
        url: null,
        incident: 'INC-204',
        date: '2026-05-21',
        words: 780,
        parts: [
          'contributing-factors',
          'detected',
          'impact',
          'mitigated',
          'process-follow-up',
          'resolved',
          'roles',
          'technical-follow-up',
        ],
        runbook: ['changed', 'followed'],
      },
    ],
    followUps: [
      {
        postmortem: 'docs/postmortems/2026-05-18-orders-lost.md',
        kind: 'technical',
        hasOwner: true,
        writtenOn: '2026-05-21',
        dueOn: '2026-06-05',
        closedOn: '2026-06-02',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link postmortemsFact}.
 *
 * @public
 */
export type PostmortemsFact = z.output<typeof postmortemsFact.type>;
