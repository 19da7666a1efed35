/**
 * API reference, outcome icons and badges of Readiness for other plugins.
 *
 * @packageDocumentation
 */
export {};
