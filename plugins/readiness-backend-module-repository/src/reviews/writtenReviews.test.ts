import {
  countReviewWords,
  ReviewDraft,
  ReviewDraftLens,
  reviewLenses,
  toReviewerRef,
  writeReview,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { isFolderFile } from '../collector/folderFiles';
import { DocumentOutline, openDocument } from '../documents';
import { readReview } from './readReview';

const now = new Date('2026-06-15T12:00:00Z');
const nothing = { found: '', tradeOffs: '' };
const empty: ReviewDraft = {
  title: 'Checkout',
  date: '2026-06-15',
  reviewers: ['group:default/platform', 'user:default/mara'],
  decision: 'ready, with 2 follow-ups',
  lenses: {
    reliability: nothing,
    security: nothing,
    governance: nothing,
    cost: nothing,
  },
  followUps: [],
};
const own = 'Nothing of this fails without being noticed.';

/** Lines that would be something else than text in Markdown, or in another lens. */
const hostileLine = fc.oneof(
  fc.constantFrom(
    '# Cost',
    '## Security & privacy',
    '- ## Cost of it all',
    '1. 2. # Cost',
    '> # Governance',
    '**Cost**',
    '__Security__',
    '- **Cost**:',
    'Cost',
    '====',
    '----',
    '- - -',
    '```',
    '~~~ yaml',
    '- ```',
    '<!-- Cost',
    '<script>',
    '<h2>Cost</h2>',
    '[a]: http://example.com',
    '| Cost | b |',
    '|---|---|',
    ':-:',
    '---',
    'decision: not ready',
    '    # Cost',
    '\t## Cost',
    '&#35; Cost',
    '\\',
    '*',
    '12.',
    '\u2028# Cost',
    '\r# Cost',
    '\u202E# Cost',
  ),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const hostileText = fc
  .array(hostileLine, { maxLength: 6 })
  .map(lines => lines.join('\n'));

describe('a review that the form wrote', () => {
  it('is a file that people read, too', () => {
    const text = writeReview({
      ...empty,
      lenses: {
        ...empty.lenses,
        reliability: {
          found: `${own}\n\n- order_db fails over\n- carts are lost`,
          tradeOffs: 'Slower writes for fewer lost orders.',
        },
        cost: { found: 'One node more than it needs.', tradeOffs: '' },
      },
      followUps: [
        {
          text: 'Rehearse the | rollback',
          owner: 'group:default/checkout',
          due: '2026-07-31',
        },
      ],
    });
    expect(text).toBe(`---
date: "2026-06-15"
reviewers: ["group:default/platform", "user:default/mara"]
decision: "ready, with 2 follow-ups"
---

# Readiness review of Checkout

## Reliability

${own}

- order_db fails over
- carts are lost

### Trade-offs

Slower writes for fewer lost orders.

## Cost

One node more than it needs.

## Follow-ups

| Follow-up | Owner | Due |
| --- | --- | --- |
| Rehearse the \\| rollback | group:default/checkout | 2026-07-31 |
`);
    expect(readReview(text, now)).toEqual({
      review: {
        date: '2026-06-15',
        words: expect.any(Number),
        lenses: ['cost', 'reliability'],
        reviewers: ['group:default/platform', 'user:default/mara'],
        decision: 'ready, with 2 follow-ups',
      },
      issues: [],
      nextDay: undefined,
    });
    expect(isFolderFile('docs/reviews/2026-06-15.md', 'docs/reviews')).toBe(
      true,
    );
  });

  it('is read as it was meant, whatever stands in its texts', () => {
    const lens = fc.record({
      meant: fc.boolean(),
      before: hostileText,
      after: hostileText,
      tradeOffs: hostileText,
    });
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(
        fc.record({
          title: hostileText,
          date: fc
            .date({
              min: new Date('2000-01-01'),
              max: new Date('2026-06-15'),
              noInvalidDate: true,
            })
            .map(date => date.toISOString().slice(0, 10)),
          reviewers: fc.uniqueArray(
            name.map(it => toReviewerRef(it)!),
            { maxLength: 5 },
          ),
          decision: fc.stringMatching(/^[a-z][a-z "':#,-]{0,60}[a-z]$/),
          reliability: lens,
          security: lens,
          governance: lens,
          cost: lens,
          followUps: fc.array(
            fc.record({ text: hostileText, owner: hostileText, due: name }),
            { maxLength: 3 },
          ),
        }),
        given => {
          const written = (lensName: ReviewDraftLens) => {
            const { meant, before, after, tradeOffs } = given[lensName];
            return meant
              ? {
                  found: [before, '', own, '', after].join('\n'),
                  tradeOffs,
                }
              : nothing;
          };
          const text = writeReview({
            title: given.title,
            date: given.date,
            reviewers: given.reviewers,
            decision: given.decision,
            lenses: {
              reliability: written('reliability'),
              security: written('security'),
              governance: written('governance'),
              cost: written('cost'),
            },
            followUps: given.followUps,
          });
          const { review, issues } = readReview(text, now);
          expect(issues).toEqual([]);
          expect(review).toMatchObject({
            date: given.date,
            reviewers: [...given.reviewers].sort(),
            decision: given.decision.replace(/ +/g, ' '),
            lenses: reviewLenses.filter(it => given[it].meant).sort(),
          });
          const titles = new DocumentOutline(
            openDocument(text, now).blocks,
          ).parts.map(part => part.title);
          const known =
            /^(|Reliability|Security|Governance|Cost|Trade-offs|Follow-ups)$/;
          expect(titles.slice(2).filter(title => !known.test(title))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('cuts the decision as the reader does', () => {
    const decision = `${'x'.repeat(62)}😀 and more`;
    const { review } = readReview(writeReview({ ...empty, decision }), now);
    expect(review.decision).toBe('x'.repeat(62));
  });

  it('counts the words of a lens as the reader does', () => {
    for (const found of [
      'It fails over to Berlin.',
      'Four words of it',
      '可用性は十分に高いと思う',
    ]) {
      const { review } = readReview(
        writeReview({
          ...empty,
          lenses: { ...empty.lenses, cost: { found, tradeOffs: '' } },
        }),
        now,
      );
      expect([found, review.lenses]).toEqual([
        found,
        countReviewWords(found) >= 5 ? ['cost'] : [],
      ]);
    }
  });
});

describe('toReviewerRef', () => {
  it.each([
    ['Mara', 'user:default/mara'],
    [' group:Platform ', 'group:default/platform'],
    ['user:ops/tomas', 'user:ops/tomas'],
    ['Mara Lind', undefined],
    ['', undefined],
    ['a:b:c', undefined],
    ['x'.repeat(201), undefined],
  ])('takes %j as %j, as the reader does', (text, ref) => {
    expect(toReviewerRef(text)).toBe(ref);
    const { review } = readReview(
      `---\nreviewers: [${JSON.stringify(text)}]\n---\n`,
      now,
    );
    expect(review.reviewers).toEqual(ref ? [ref] : []);
  });
});
