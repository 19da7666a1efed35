import { useEffect, useState } from 'react';
import {
  forgetReviewDraft,
  keepReviewDraft,
  readReviewDraft,
} from './reviewDrafts';
import { emptyForm, isWritten, ReviewFormState } from './ReviewFormState';

/** What became of the draft. */
export type DraftState = 'none' | 'found' | 'kept' | 'not-kept' | 'discarded';

/**
 * The form of a review, whose draft is kept in this browser with every change.
 *
 * @param entity - ref of the service
 * @param today - ISO date
 */
export function useReviewForm(
  entity: string,
  today: string,
): {
  form: ReviewFormState;
  draft: DraftState;
  update(changes: Partial<ReviewFormState>): void;
  discard(): void;
} {
  const [{ form, draft }, setState] = useState<{
    form: ReviewFormState;
    draft: DraftState;
  }>(() => {
    const found = readReviewDraft(entity, today);
    return found
      ? { form: found, draft: 'found' }
      : { form: emptyForm(today), draft: 'none' };
  });

  // Another tab may write the same review: the latest words are kept.
  useEffect(() => {
    if (draft === 'kept') {
      const isKept = keepReviewDraft(entity, form);
      if (!isKept) {
        setState(state => ({ ...state, draft: 'not-kept' }));
      }
    }
  }, [entity, form, draft]);

  return {
    form,
    draft,
    update: changes =>
      setState(state => {
        const next = { ...state.form, ...changes };
        if (!isWritten(next)) {
          forgetReviewDraft(entity);
          return { form: next, draft: 'none' };
        }
        return {
          form: next,
          draft: state.draft === 'not-kept' ? 'not-kept' : 'kept',
        };
      }),
    discard() {
      forgetReviewDraft(entity);
      setState({ form: emptyForm(today), draft: 'discarded' });
    },
  };
}
