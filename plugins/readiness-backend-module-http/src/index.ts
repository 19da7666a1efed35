/**
 * Observes facts over HTTP by recipes for Readiness.
 *
 * @packageDocumentation
 */
export * from './collector';
export * from './config';
export { readinessModuleHttp, readinessModuleHttp as default } from './module';
