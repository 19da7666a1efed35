export * from './countReviewWords';
export * from './ReviewDraft';
export * from './toReviewerRef';
export * from './writeReview';
