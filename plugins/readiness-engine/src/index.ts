/**
 * Turns facts into results, levels and scores: pure functions, no I/O.
 *
 * @packageDocumentation
 */
export {};
