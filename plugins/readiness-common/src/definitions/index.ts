export * from './Scorecard';
export * from './ScorecardTest';
