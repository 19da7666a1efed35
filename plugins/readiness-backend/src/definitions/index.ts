export * from './ActiveScorecards';
export * from './DefinitionSources';
export * from './ScorecardDefinitions';
export * from './sourceList';
