/**
 * Reads OpenSLO documents for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSlo as default } from './module';
export * from './openslo';
