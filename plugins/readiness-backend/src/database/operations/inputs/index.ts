export * from './loadEvaluationInputs';
export * from './loadEntityPage';
export * from './loadInputDigests';
export * from './toFactSnapshot';
