/**
 * Turns facts into results, levels and scores: pure functions, no I/O.
 *
 * @packageDocumentation
 */
export * from './calendar';
export * from './catalog';
export * from './cel';
export * from './definition';
export * from './delivery';
export * from './evaluation';
export * from './explanation';
export * from './recipe';
export * from './testing';
