export * from './CompiledScorecard';
export * from './readScorecards';
export * from './compareScorecards';
export * from './planEnforcement';
