export * from './SourcesPanel';
export * from './sourceState';
export * from './SourceStateLabel';
export * from './useSourceHealth';
export * from './useSources';
