/**
 * Security findings, OpenSSF Scorecard and releases for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSecurity as default } from './module';
export { ReleasesCollector } from './releases';
export * from './sarif';
export * from './scorecard';
