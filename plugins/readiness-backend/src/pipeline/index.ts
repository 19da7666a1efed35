export * from './EvaluationPipeline';
