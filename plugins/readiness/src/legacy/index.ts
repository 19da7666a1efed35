export * from './isReadinessAvailable';
export * from './readinessPlugin';
