import {
  reviewLenses,
  ReviewsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countedWords,
  DocumentIssue,
  DocumentOutline,
  openDocument,
} from '../documents';

type Review = ReviewsFact['reviews'][number];

/** @public */
export type ReviewLens = (typeof reviewLenses)[number];

/**
 * Words of the headings of each lens, in lower case: a heading of at most eight words counts where it holds
 * one.
 *
 * @public
 */
export const reviewLensSynonyms: Readonly<
  Record<ReviewLens, readonly string[]>
> = {
  reliability: [
    'reliability',
    'reliable',
    'resilience',
    'resiliency',
    'availability',
    'operations',
    'operational excellence',
    'failure modes',
  ],
  security: ['security', 'secure', 'privacy', 'threats', 'threat model'],
  governance: [
    'governance',
    'compliance',
    'policy',
    'policies',
    'audit',
    'data protection',
    'ownership',
  ],
  cost: ['cost', 'costs', 'spend', 'budget', 'finops', 'efficiency'],
};

/**
 * Keys of the front matter of a review; the first that is there counts.
 *
 * @public
 */
export const reviewKeys = {
  date: ['date', 'reviewed', 'reviewed_at', 'held'],
  reviewers: ['reviewers', 'reviewed_by', 'reviewer'],
  decision: ['decision', 'outcome', 'verdict'],
} as const;

/** What a review says of itself. */
export interface ReviewReading {
  review: Omit<Review, 'path' | 'outside'>;
  issues: DocumentIssue[];
  nextDay: string | undefined;
}

const minLensWords = 5;
const maxDecision = 63;

/**
 * Reads a readiness review. Never throws; of the text nothing comes out but the decision, cut.
 *
 * @param now - the time of the run, against dates in the future
 */
export function readReview(text: string, now: Date): ReviewReading {
  const opened = openDocument(text, now);
  const { frontMatter, blocks } = opened;
  const outline = new DocumentOutline(blocks);
  const title = outline.parts.find(({ level }) => level === 1);
  const lenses = reviewLenses
    .filter(lens =>
      outline
        .named(reviewLensSynonyms[lens])
        .some(part => part !== title && part.words >= minLensWords),
    )
    .sort();
  const review = {
    date: frontMatter.date(reviewKeys.date, 'the review'),
    words: countedWords(blocks),
    lenses,
    reviewers: frontMatter.refs(reviewKeys.reviewers),
    decision: frontMatter.text(reviewKeys.decision, maxDecision),
  };
  return { review, issues: opened.issues(), nextDay: frontMatter.nextDay };
}
