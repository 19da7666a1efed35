export * from './HistoryApi';
export * from './ReadinessApi';
export * from './ReadinessClient';
export { type ReadinessClientOptions } from './ReadinessConnection';
export * from './RollupApi';
