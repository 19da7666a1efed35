/**
 * The built-in scorecards of Readiness.
 *
 * @packageDocumentation
 */
export * from './builtInScorecards';
export * from './builtInScorecardTests';
