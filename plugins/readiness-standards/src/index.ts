/**
 * The built-in scorecards of Readiness.
 *
 * @packageDocumentation
 */
export * from './builtInRecipes';
export * from './builtInScorecards';
export * from './builtInScorecardTests';
