/**
 * API reference, outcome icons and badges of Readiness for other plugins.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './areas';
export * from './charts';
export * from './columns';
export * from './conditions';
export * from './dates';
export * from './grid';
export * from './levels';
export * from './outcomes';
export * from './shares';
export * from './translations';
export * from './words';
