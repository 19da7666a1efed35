export * from './ReadinessService';
export * from './readinessServiceRef';
