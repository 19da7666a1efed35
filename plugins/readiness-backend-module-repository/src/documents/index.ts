export * from './normalizeText';
export * from './documentSections';
export * from './readDocument';
export { reviewedByKeys, reviewedKeys, usedKeys } from './readFrontMatter';
export type { DocumentIssue } from './readFrontMatter';
export { skeletonLines } from './skeletonLines';
