/**
 * Extension points and services for modules that collect facts for Readiness, and for plugins that ask it.
 *
 * @packageDocumentation
 */
export * from './collectors';
export * from './documents';
export * from './events';
export * from './files';
export * from './history';
export * from './http';
export * from './kubernetes';
export * from './permissions';
export * from './recipes';
export * from './requests';
export * from './services';
