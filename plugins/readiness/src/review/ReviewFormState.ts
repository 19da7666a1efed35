import {
  ReviewDraft,
  ReviewDraftLens,
  ReviewLensWords,
  ReviewFollowUp,
  toReviewerRef,
} from '@team-readiness/backstage-plugin-readiness-common';
import { lenses } from './lensAreas';

/** How a review can end. */
export const reviewDecisions = ['ready', 'follow-ups', 'not-ready'] as const;

/** How a review ended. */
export type ReviewDecision = (typeof reviewDecisions)[number];

/** Most characters that the fields of the form take. */
export const longest = {
  text: 5_000,
  followUp: 300,
  owner: 200,
  reviewers: 2_000,
} as const;

/** Most follow-ups that can be written down. */
export const mostFollowUps = 30;

/** What stands in the form, whole or not, right or not. */
export interface ReviewFormState {
  date: string;
  /** Names and refs, between commas or in lines. */
  reviewers: string;
  decision: ReviewDecision | '';
  lenses: Record<ReviewDraftLens, ReviewLensWords>;
  followUps: ReviewFollowUp[];
}

/** A form in which nobody has written anything. */
export function emptyForm(today: string): ReviewFormState {
  const nothing = { found: '', tradeOffs: '' };
  return {
    date: today,
    reviewers: '',
    decision: '',
    lenses: {
      reliability: nothing,
      security: nothing,
      governance: nothing,
      cost: nothing,
    },
    followUps: [],
  };
}

/** Has somebody written anything in it? */
export function isWritten(form: ReviewFormState): boolean {
  return (
    form.reviewers.trim() !== '' ||
    form.decision !== '' ||
    form.followUps.length > 0 ||
    lenses.some(lens =>
      Object.values(form.lenses[lens]).some(text => text.trim() !== ''),
    )
  );
}

/** What was written between commas and in lines. */
export function listReviewers(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map(part => part.trim())
    .filter(Boolean);
}

// In English, as the headings of the file are.
function decisionText({ decision, followUps }: ReviewFormState): string {
  const count = followUps.length;
  switch (decision) {
    case 'ready':
      return 'ready';
    case 'follow-ups':
      return `ready, with ${count} ${count === 1 ? 'follow-up' : 'follow-ups'}`;
    case 'not-ready':
      return 'not ready';
    default:
      return '';
  }
}

/**
 * What the file is written of.
 *
 * @param title - of the service
 */
export function toReviewDraft(
  form: ReviewFormState,
  title: string,
): ReviewDraft {
  return {
    title,
    date: form.date,
    reviewers: listReviewers(form.reviewers).flatMap(
      name => toReviewerRef(name) ?? [],
    ),
    decision: decisionText(form),
    lenses: form.lenses,
    followUps: form.followUps.map(followUp => ({
      ...followUp,
      owner: toReviewerRef(followUp.owner) ?? followUp.owner,
    })),
  };
}
