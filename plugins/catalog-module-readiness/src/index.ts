/**
 * Levels and targets in the list of the catalog.
 *
 * @packageDocumentation
 */
export * from './addReadinessLevel';
export { catalogModuleReadiness as default } from './module';
