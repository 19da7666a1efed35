/**
 * Reads README, runbook and architecture overview for Readiness.
 *
 * @packageDocumentation
 */
export {};
