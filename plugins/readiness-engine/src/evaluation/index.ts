export * from './EntityEvaluation';
export { type FactPaths, mergeFactPaths } from './factPaths';
export * from './nextFixes';
export * from './teamFixes';
export * from './projectFact';
