export * from './EntityEvaluation';
export * from './nextFixes';
export * from './teamFixes';
