/**
 * Types, definition schemas, permissions and API client of Readiness.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './definitions';
export * from './delivery';
export * from './documents';
export * from './facts';
export * from './glossary';
export * from './names';
export * from './permissions';
export * from './reviews';
