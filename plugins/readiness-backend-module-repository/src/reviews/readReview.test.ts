import fc from 'fast-check';
import { readReview } from './readReview';

const now = new Date('2026-06-15T12:00:00Z');
const own = 'Nothing of this fails without being noticed.';

describe('readReview', () => {
  it('reads date, reviewers, decision and lenses', () => {
    expect(
      readReview(
        `---\ndate: 2026-03-12\nreviewers: [group:default/platform, Mara]\ndecision: ready, with two follow-ups\n---\n# Security and cost of the shop\n\n## Reliability\n\n${own}\n\n## Security & privacy\n\n### Threats\n\n${own}\n\n## Cost\n\nTBD\n\n## Policies\n\nfour words of it`,
        now,
      ),
    ).toEqual({
      review: {
        date: '2026-03-12',
        words: expect.any(Number),
        lenses: ['reliability', 'security'],
        reviewers: ['group:default/platform', 'user:default/mara'],
        decision: 'ready, with two follow-ups',
      },
      issues: [],
      nextDay: undefined,
    });
  });

  it('refuses a date ahead, and cuts the decision', () => {
    expect(
      readReview(
        `---\ndate: 2026-07-12\nverdict: "\u202E${'x'.repeat(100)}"\n---\n`,
        now,
      ),
    ).toMatchObject({
      review: { date: null, decision: 'x'.repeat(63) },
      nextDay: '2026-07-12',
    });
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.string({ maxLength: 200 }),
        (yaml, text) => {
          const { review } = readReview(`---\n${yaml}\n---\n${text}`, now);
          expect(review.words).toBeGreaterThanOrEqual(0);
          expect((review.decision ?? '').length).toBeLessThanOrEqual(63);
        },
      ),
      { numRuns: 300 },
    );
  });
});
