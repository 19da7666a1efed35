export * from './EntityEvaluation';
export * from './nextFixes';
