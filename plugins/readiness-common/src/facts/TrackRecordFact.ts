import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * What an entry of a track record can be.
 *
 * @public
 */
export const trackRecordKinds = [
  'adr',
  'postmortem',
  'impact',
  'review',
  'slo-review',
  'release-freeze',
  'game-day',
  'rollback-drill',
  'restore-drill',
] as const;

/**
 * Fact of the collector `track-record`: what was done and written down, with its day.
 *
 * @public
 */
export const trackRecordFact = defineFact({
  collector: 'track-record',
  title: 'the track record',
  description:
    'What was done and written down, with its day: dated documents (`docs/adr`, `docs/postmortems`, `docs/impact`, `docs/reviews`, `docs/drills`), reviews of SLOs, and freezes of releases that were announced by an event. Of a Group: what is recorded of the entities that it owns.',
  type: z.strictObject({
    since: z
      .string()
      .nullable()
      .describe(
        'ISO date from which on the record is complete, but for the kinds in `unread`; null where it is not known.',
      ),
    unread: z
      .array(z.enum(trackRecordKinds))
      .describe(
        'Kinds of documents of which not all are known: some could not be read, or nobody has looked yet.',
      ),
    entries: z
      .array(
        z.strictObject({
          kind: z.enum(trackRecordKinds).describe('What it is.'),
          date: z
            .string()
            .describe('ISO date on which it was done or published.'),
          title: z.string().describe('Its title, cut to 200 characters.'),
          about: z
            .string()
            .nullable()
            .describe(
              'What it is about, where it says so: the name of an SLO, an incident or a dependency.',
            ),
          complete: z
            .boolean()
            .nullable()
            .describe(
              'Has it all that a document of its kind must have? Null for kinds that are no documents.',
            ),
          link: z
            .string()
            .nullable()
            .describe('Path of the document or http(s) address.'),
        }),
      )
      .describe('Of the last two years, newest first, at most 1,000.'),
  }),
  example: {
    since: '2024-06-01',
    unread: [],
    entries: [
      {
        kind: 'slo-review',
        date: '2026-04-02',
        title: 'Checkout availability, spring review',
        about: 'checkout-availability',
        complete: null,
        link: 'slo/checkout.yaml',
      },
    ],
  },
});

/**
 * Data of the fact {@link trackRecordFact}.
 *
 * @public
 */
export type TrackRecordFact = z.output<typeof trackRecordFact.type>;
