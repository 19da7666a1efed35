/**
 * Reads SLO documents, alerting rules and what Prometheus measures, for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSlo as default } from './module';
export { AlertsCollector } from './alerts';
export { KnownSlos, SloCollector } from './collector';
export type { DeclaredAlert, DeclaredSlo, DeclaredSlos } from './declared';
export {
  measurableSloSchema,
  measureSchema,
  type MeasurableSlo,
  type Measure,
} from './measurement';
export * from './openslo';
export * from './prometheus';
export * from './pyrra';
export * from './sloth';
