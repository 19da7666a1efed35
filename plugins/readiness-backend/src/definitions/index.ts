export * from './ActiveScorecards';
export * from './createDefinitions';
export * from './factProjection';
export * from './ScorecardDefinitions';
export * from './sourceList';
export * from './sources';
export * from './versions/Enforcement';
export * from './versions/readStoredScorecard';
