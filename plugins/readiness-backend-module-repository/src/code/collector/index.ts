export * from './CodeCollector';
export * from './CodeReading';
export * from './KnownEntities';
