export * from './CompiledScorecard';
export * from './readScorecards';
