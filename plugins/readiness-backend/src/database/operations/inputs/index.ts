export * from './loadEvaluationInputs';
