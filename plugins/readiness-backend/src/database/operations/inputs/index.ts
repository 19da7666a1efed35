export * from './loadEvaluationInputs';
export * from './loadEntityPage';
export * from './toFactSnapshot';
