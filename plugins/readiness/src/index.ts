/**
 * Team scorecards in Backstage.
 *
 * @packageDocumentation
 */
export {};
