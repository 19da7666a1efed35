/**
 * Evaluates catalog entities against scorecards.
 *
 * @packageDocumentation
 */
export { readinessPlugin as default } from './plugin';
