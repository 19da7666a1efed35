export * from './CollectorDocument';
export * from './jsonSchemas';
export * from './Scorecard';
export * from './ScorecardCheck';
export * from './ScorecardTest';
