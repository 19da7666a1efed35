/**
 * Reads FOCUS cost data for Readiness.
 *
 * @packageDocumentation
 */
export {};
