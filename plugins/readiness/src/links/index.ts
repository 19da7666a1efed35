export * from './ServicesFilters';
export * from './EntityLink';
export * from './httpUrl';
export * from './OwnerLinks';
export * from './useReadinessLinks';
export * from './useAnchor';
