/**
 * Reads OpenSLO documents for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSlo as default } from './module';
export { AlertsCollector } from './alerts';
export { SloCollector } from './collector';
export * from './openslo';
