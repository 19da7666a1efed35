export { checkCollector } from './checkCollector';
export * from './collectionTarget';
export {
  type CollectorContract,
  type CollectorViolation,
  type SourceChange,
} from './CollectorContract';
export * from './describeCollector';
export * from './HostileServer';
export * from './hostileAnswers';
export * from './MemoryEntityFiles';
