/**
 * For tests of modules that collect facts: a suite for any collector, and servers that misbehave.
 *
 * @packageDocumentation
 */
export * from './testing';
