/**
 * Team scorecards in Backstage, for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export * from './legacy/index';
