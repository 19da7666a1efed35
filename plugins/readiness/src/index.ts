/**
 * Team scorecards in Backstage.
 *
 * @packageDocumentation
 */
export { readinessPlugin as default } from './plugin';
