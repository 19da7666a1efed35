export * from './factViolations';
export * from './readScorecardTests';
export * from './TestReport';
export * from './testScorecard';
