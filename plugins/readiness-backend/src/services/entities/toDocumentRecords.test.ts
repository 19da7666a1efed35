import {
  decisionsFact,
  reviewsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { toDocumentRecords } from './toDocumentRecords';

const fact = (collector: string, data: unknown) => ({
  collector,
  data: JSON.stringify(data),
  observed_at: 0,
  expires_at: null,
});
const [decision] = decisionsFact.example.decisions as object[];
const [review] = reviewsFact.example.reviews as object[];

describe('toDocumentRecords', () => {
  it('says what the documents hold, and names nobody', () => {
    const records = toDocumentRecords([
      fact('decisions', {
        ...decisionsFact.example,
        decisions: [
          { ...decision, url: 'https://example.com/adr/4' },
          { ...decision, url: ['javascript', 'alert(1)'].join(':') },
        ],
      }),
      fact('reviews', reviewsFact.example),
    ]);
    expect(records).toEqual({
      decisions: [
        {
          path: 'docs/adr/0004-canary-releases.md',
          link: 'https://example.com/adr/4',
          title: 'Release by canary',
          date: '2026-02-03',
          status: 'accepted',
          options: 3,
          hasConsequences: true,
          topics: ['rollout'],
          consultedOutside: true,
        },
        expect.objectContaining({ link: null }),
      ],
      reviews: [
        {
          path: 'docs/reviews/2026-03.md',
          date: '2026-03-12',
          lenses: ['cost', 'governance', 'reliability', 'security'],
          outside: true,
          decision: 'ready',
        },
      ],
    });
    expect(JSON.stringify(records)).not.toContain('group:default/platform');
  });

  it('is bounded, and empty where nothing is stored or in another form', () => {
    const none = { decisions: [], reviews: [] };
    expect(toDocumentRecords([])).toEqual(none);
    expect(
      toDocumentRecords([
        fact('decisions', { decisions: [{ title: 'Old' }] }),
        fact('reviews', { reviews: 'none' }),
      ]),
    ).toEqual(none);
    expect(toDocumentRecords([{ ...fact('reviews', {}), data: '{' }])).toEqual(
      none,
    );
    const { decisions, reviews } = toDocumentRecords([
      fact('decisions', {
        ...decisionsFact.example,
        decisions: Array.from({ length: 80 }, () => decision),
      }),
      fact('reviews', {
        ...reviewsFact.example,
        reviews: Array.from({ length: 80 }, () => review),
      }),
    ]);
    expect([decisions.length, reviews.length]).toEqual([50, 20]);
  });
});
