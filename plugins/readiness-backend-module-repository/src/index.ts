/**
 * Reads README, runbook and architecture overview for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleRepository as default } from './module';
export {
  sectionSynonyms,
  skeletonLines,
  reviewedKeys,
  type DocumentSection,
} from './documents';
