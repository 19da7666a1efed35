export * from './ReadinessConfig';
export * from './readReadinessConfig';
export type { RequestsConfig } from './readRequestsConfig';
