import { keepReviewDraft, readReviewDraft } from './reviewDrafts';
import { emptyForm } from './ReviewFormState';

const entity = 'component:default/cart';
const today = '2026-06-15';
const key = `readiness.review.${entity}`;

beforeEach(() => window.localStorage.clear());

describe('the draft of a review', () => {
  it('comes back as it was kept, of each service by itself', () => {
    const form = { ...emptyForm('2026-06-01'), reviewers: 'mara' };
    expect(keepReviewDraft(entity, form)).toBe(true);
    expect(readReviewDraft(entity, today)).toEqual(form);
    expect(readReviewDraft('component:default/other', today)).toBeUndefined();
  });

  it.each(['{', 'null', '7', '[]', '{"lenses":7,"followUps":{}}'])(
    'is empty or none where %s is kept',
    text => {
      window.localStorage.setItem(key, text);
      const draft = readReviewDraft(entity, today);
      expect([undefined, JSON.stringify(emptyForm(today))]).toContainEqual(
        draft && JSON.stringify(draft),
      );
    },
  );

  it('is bounded and takes only what it knows', () => {
    window.localStorage.setItem(
      key,
      JSON.stringify({
        decision: 'maybe',
        reviewers: 'x'.repeat(9_000),
        lenses: { cost: { found: 7, tradeOffs: 'y'.repeat(9_000) } },
        followUps: Array.from({ length: 99 }, () => ({ text: 'z', due: 7 })),
      }),
    );
    const draft = readReviewDraft(entity, today)!;
    expect(draft.decision).toBe('');
    expect(draft.reviewers).toHaveLength(2_000);
    expect(draft.lenses.cost).toEqual({
      found: '',
      tradeOffs: 'y'.repeat(5_000),
    });
    expect(draft.followUps).toHaveLength(30);
    expect(draft.followUps[0]).toEqual({ text: 'z', owner: '', due: '' });
  });
});
