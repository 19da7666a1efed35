/**
 * Reads FOCUS cost data for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleCost, readinessModuleCost as default } from './module';
