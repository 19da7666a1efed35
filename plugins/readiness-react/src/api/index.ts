export * from './readinessApiRef';
