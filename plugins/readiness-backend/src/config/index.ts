export type {
  DeliveryConfig,
  DeliveryPushGrant,
  EnvironmentRule,
} from './readDeliveryConfig';
export type { DigestConfig, ReactionsConfig } from './readReactionsConfig';
export * from './ReadinessConfig';
export * from './readReadinessConfig';
export type { RequestsConfig } from './readRequestsConfig';
export type { RetentionConfig } from './readRetentionConfig';
