/**
 * Reads README, runbook and architecture overview for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleRepository as default } from './module';
export {
  OutsideReviewers,
  RepositoryCollector,
  type DocumentsCollectorOptions,
} from './collector';
export {
  sectionSynonyms,
  skeletonLines,
  reviewedByKeys,
  reviewedKeys,
  usedKeys,
  escalationContacts,
  escalationVerbs,
  type DocumentSection,
} from './documents';
export {
  technologies,
  type Technology,
  type TechnologyKind,
} from './technologies';
export * from './decisions';
