import {
  countReviewWords,
  maxReviewers,
  minLensWords,
  toReviewerRef,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';
import { lenses } from './lensAreas';
import { listReviewers, ReviewFormState } from './ReviewFormState';

/** Something that has to be mended in the form, at one of its fields. */
export interface ReviewError {
  /** Id of the field in the page. */
  field: string;
  message: string;
}

/** Ids of the fields of the form. */
export const reviewFields = {
  date: 'review-date',
  reviewers: 'review-reviewers',
  decision: 'review-decision-ready',
  found: (lens: string) => `review-${lens}`,
  tradeOffs: (lens: string) => `review-${lens}-trade-offs`,
  followUp: (index: number, part: 'text' | 'owner' | 'due') =>
    `review-follow-up-${index}-${part}`,
  addFollowUp: 'review-add-follow-up',
} as const;

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
  );
}

function dateErrors(
  t: ReadinessT,
  { date }: ReviewFormState,
  today: string,
): ReviewError[] {
  const field = reviewFields.date;
  if (!isDay(date)) {
    return [{ field, message: t('review.errors.date') }];
  }
  return date > today ? [{ field, message: t('review.errors.future') }] : [];
}

function reviewerErrors(
  t: ReadinessT,
  { reviewers }: ReviewFormState,
  owners: readonly string[],
): ReviewError[] {
  const field = reviewFields.reviewers;
  const names = listReviewers(reviewers);
  const wrong = names.find(name => toReviewerRef(name) === undefined);
  if (names.length === 0) {
    return [{ field, message: t('review.errors.nobody') }];
  }
  if (wrong !== undefined) {
    return [{ field, message: t('review.errors.reviewer', { name: wrong }) }];
  }
  if (names.length > maxReviewers) {
    return [
      {
        field,
        message: t('review.errors.tooMany', { number: maxReviewers }),
      },
    ];
  }
  return names.every(name => owners.includes(toReviewerRef(name) ?? ''))
    ? [{ field, message: t('review.errors.ownersAlone') }]
    : [];
}

function lensErrors(t: ReadinessT, form: ReviewFormState): ReviewError[] {
  const wordsOf = lenses.map(lens => {
    const { found, tradeOffs } = form.lenses[lens];
    return { lens, words: countReviewWords(`${found}\n${tradeOffs}`) };
  });
  if (wordsOf.every(({ words }) => words === 0)) {
    return [
      {
        field: reviewFields.found(lenses[0]),
        message: t('review.errors.noLens'),
      },
    ];
  }
  return wordsOf
    .filter(({ words }) => words > 0 && words < minLensWords)
    .map(({ lens }) => ({
      field: reviewFields.found(lens),
      message: t('review.errors.fewWords', {
        lens: t(`review.lenses.${lens}.title`),
        number: minLensWords,
      }),
    }));
}

function followUpErrors(t: ReadinessT, form: ReviewFormState): ReviewError[] {
  const errors = form.followUps.flatMap(({ text, owner, due }, index) => {
    const number = String(index + 1);
    const at = (part: 'text' | 'owner' | 'due', message: string) => ({
      field: reviewFields.followUp(index, part),
      message,
    });
    return [
      ...(text.trim() === ''
        ? [at('text', t('review.errors.followUpText', { number }))]
        : []),
      ...(toReviewerRef(owner) === undefined
        ? [at('owner', t('review.errors.followUpOwner', { number }))]
        : []),
      ...(!isDay(due) || due < form.date
        ? [at('due', t('review.errors.followUpDue', { number }))]
        : []),
    ];
  });
  return form.decision === 'follow-ups' && form.followUps.length === 0
    ? [
        {
          field: reviewFields.addFollowUp,
          message: t('review.errors.noFollowUp'),
        },
      ]
    : errors;
}

/**
 * What has to be mended before the file is right, in the order of the form.
 *
 * @param t - translates
 * @param of - `owners`: refs of the owners of the service; `today`: ISO date
 */
export function reviewErrors(
  t: ReadinessT,
  form: ReviewFormState,
  of: { owners: readonly string[]; today: string },
): ReviewError[] {
  return [
    ...dateErrors(t, form, of.today),
    ...reviewerErrors(t, form, of.owners),
    ...(form.decision === ''
      ? [
          {
            field: reviewFields.decision,
            message: t('review.errors.decision'),
          },
        ]
      : []),
    ...lensErrors(t, form),
    ...followUpErrors(t, form),
  ];
}
