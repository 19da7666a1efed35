export * from './CollectorDocument';
export * from './jsonSchemas';
export * from './Scorecard';
export * from './ScorecardTest';
