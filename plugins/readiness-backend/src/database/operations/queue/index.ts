export * from './markForEvaluation';
