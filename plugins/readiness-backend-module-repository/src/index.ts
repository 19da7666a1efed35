/**
 * Reads README, runbook and architecture overview for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleRepository as default } from './module';
export { RepositoryCollector } from './collector';
export {
  sectionSynonyms,
  skeletonLines,
  reviewedByKeys,
  reviewedKeys,
  usedKeys,
  type DocumentSection,
} from './documents';
