export * from './LoadedContent';
export * from './refusal';
export * from './Skeleton';
export * from './useChanges';
export * from './useLoaded';
export * from './usePages';
export * from './useRepeat';
