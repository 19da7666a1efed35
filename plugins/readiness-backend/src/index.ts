/**
 * Evaluates catalog entities against scorecards.
 *
 * @packageDocumentation
 */
export {};
