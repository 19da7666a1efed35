/**
 * Security findings, OpenSSF Scorecard and releases for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleSecurity as default } from './module';
