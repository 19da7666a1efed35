import type { reviewLenses } from '../facts/ReviewsFact';

/** A lens of a readiness review. @public */
export type ReviewDraftLens = (typeof reviewLenses)[number];

/** What people wrote of one lens: plain text, in which lines that begin with a dash are a list. @public */
export interface ReviewLensWords {
  /** What was found through it. */
  found: string;
  /** What was given up for what. */
  tradeOffs: string;
}

/** Something that has to follow a review. @public */
export interface ReviewFollowUp {
  text: string;
  /** An entity ref, or a name. */
  owner: string;
  /** ISO date. */
  due: string;
}

/** What the file of a readiness review is written of. @public */
export interface ReviewDraft {
  /** Of what was reviewed. */
  title: string;
  /** ISO date. */
  date: string;
  /** Entity refs, see `toReviewerRef`. */
  reviewers: readonly string[];
  /** In a few words; cut to `maxReviewDecision` characters. */
  decision: string;
  /** A lens without any text is left out of the file. */
  lenses: Readonly<Record<ReviewDraftLens, ReviewLensWords>>;
  followUps: readonly ReviewFollowUp[];
}

/** Most characters of a decision that are read. @public */
export const maxReviewDecision = 63;

/** Most reviewers that are read. @public */
export const maxReviewers = 20;

/** With fewer words of its own a lens does not count. @public */
export const minLensWords = 5;
