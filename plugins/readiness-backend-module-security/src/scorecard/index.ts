export * from './OssfScorecardCollector';
export * from './readOssfScorecard';
export * from './ScorecardResult';
