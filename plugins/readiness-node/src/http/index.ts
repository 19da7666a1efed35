export * from './SourceClient';
export * from './SourceError';
