export * from './CompiledScorecard';
export * from './CompiledCollector';
export * from './readDocuments';
export { readScorecards, type ReadScorecardsOptions } from './readScorecards';
export * from './compareScorecards';
export * from './planEnforcement';
export * from './outlineDocuments';
export { type Stratum } from './stratum';
export { type TextPlace } from './YamlText';
