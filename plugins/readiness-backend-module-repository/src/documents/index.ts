export * from './documentSections';
export * from './readDocument';
export { reviewedKeys } from './readFrontMatter';
export type { DocumentIssue } from './readFrontMatter';
export { skeletonLines } from './skeletonLines';
