/**
 * Reads what is in the repositories of entities, documents and code, for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleRepository as default } from './module';
export * from './code';
export * from './documentCollectors';
export {
  OutsideReviewers,
  RepositoryCollector,
  type DocumentsCollector,
  type DocumentsCollectorOptions,
  type EntityReading,
  type ListingOptions,
  type NamedPeople,
} from './collector';
export {
  sectionSynonyms,
  skeletonLines,
  reviewedByKeys,
  reviewedKeys,
  usedKeys,
  escalationContacts,
  escalationVerbs,
  type DocumentIssue,
  type DocumentSection,
} from './documents';
export {
  technologies,
  type Technology,
  type TechnologyKind,
} from './technologies';
export * from './decisions';
export * from './drills';
export * from './fallbacks';
export * from './impact';
export * from './modelCards';
export * from './onboarding';
export * from './postmortems';
export * from './reviews';
