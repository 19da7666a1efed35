/**
 * Reads OpenSLO documents for Readiness.
 *
 * @packageDocumentation
 */
export {};
