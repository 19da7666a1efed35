/**
 * Events of changes, deployments and incidents for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleDelivery as default } from './module';
export * from './cdevents';
export * from './github';
export * from './gitlab';
export * from './pagerduty';
