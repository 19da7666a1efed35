/**
 * Observes facts over HTTP by recipes for Readiness.
 *
 * @packageDocumentation
 */
export {};
