export * from './ReadinessConfig';
export * from './readReadinessConfig';
