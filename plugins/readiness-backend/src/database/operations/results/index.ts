export * from './EvaluationChange';
export * from './loadEvaluations';
export * from './PackedResult';
export * from './StoredEvaluation';
export * from './writeEvaluations';
