export * from './ReviewsCollector';
export { reviewKeys, reviewLensSynonyms, type ReviewLens } from './readReview';
