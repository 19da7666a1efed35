export * from './ScorecardResults';
export * from './ServiceReadiness';
