/**
 * Turns facts into results, levels and scores: pure functions, no I/O.
 *
 * @packageDocumentation
 */
export * from './cel';
export * from './definition/CompiledScorecard';
export * from './evaluation/EntityEvaluation';
export * from './explanation/CheckExplanation';
