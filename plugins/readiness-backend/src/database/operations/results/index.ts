export * from './EvaluationChange';
export * from './FactVersions';
export * from './loadEvaluations';
export * from './PackedResult';
export * from './StoredEvaluation';
export * from './writeEvaluations';
