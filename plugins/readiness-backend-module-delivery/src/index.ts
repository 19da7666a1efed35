/**
 * Events of changes, deployments and incidents for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleDelivery as default } from './module';
