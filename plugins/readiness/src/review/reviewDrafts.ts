import { lenses } from './lensAreas';
import {
  emptyForm,
  longest,
  mostFollowUps,
  reviewDecisions,
  ReviewFormState,
} from './ReviewFormState';

const keyOf = (entity: string) => `readiness.review.${entity}`;

function textOf(value: unknown, length: number): string {
  return typeof value === 'string' ? value.slice(0, length) : '';
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

/**
 * Reads the draft of a review that this browser keeps; what is no draft any more is left out.
 *
 * @param entity - ref of the service
 * @param today - ISO date, for a draft without one
 * @returns undefined where there is none
 */
export function readReviewDraft(
  entity: string,
  today: string,
): ReviewFormState | undefined {
  let stored: Record<string, unknown>;
  try {
    const text = window.localStorage.getItem(keyOf(entity));
    if (text === null) {
      return undefined;
    }
    stored = partsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
  const form = emptyForm(today);
  const storedLenses = partsOf(stored.lenses);
  for (const lens of lenses) {
    const { found, tradeOffs } = partsOf(storedLenses[lens]);
    form.lenses[lens] = {
      found: textOf(found, longest.text),
      tradeOffs: textOf(tradeOffs, longest.text),
    };
  }
  const followUps = Array.isArray(stored.followUps) ? stored.followUps : [];
  return {
    ...form,
    date: textOf(stored.date, 10) || today,
    reviewers: textOf(stored.reviewers, longest.reviewers),
    decision: reviewDecisions.find(it => it === stored.decision) ?? '',
    followUps: followUps.slice(0, mostFollowUps).map(followUp => {
      const { text, owner, due } = partsOf(followUp);
      return {
        text: textOf(text, longest.followUp),
        owner: textOf(owner, longest.owner),
        due: textOf(due, 10),
      };
    }),
  };
}

/**
 * Keeps the draft of a review in this browser.
 *
 * @returns false where the browser keeps nothing
 */
export function keepReviewDraft(
  entity: string,
  form: ReviewFormState,
): boolean {
  try {
    window.localStorage.setItem(keyOf(entity), JSON.stringify(form));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the draft of a review. */
export function forgetReviewDraft(entity: string): void {
  try {
    window.localStorage.removeItem(keyOf(entity));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
