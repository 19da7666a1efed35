export * from './ApiSchemas';
export type {
  components as ApiComponents,
  operations as ApiOperations,
} from './generated/openapi';
export * from './HistoryApi';
export * from './ReadinessApi';
export * from './ReadinessClient';
export { type ReadinessClientOptions } from './ReadinessConnection';
export * from './RollupApi';
