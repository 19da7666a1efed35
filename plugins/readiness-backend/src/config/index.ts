export type {
  DeliveryConfig,
  DeliveryPushGrant,
  EnvironmentRule,
} from './readDeliveryConfig';
export * from './ReadinessConfig';
export * from './readReadinessConfig';
export type { RequestsConfig } from './readRequestsConfig';
