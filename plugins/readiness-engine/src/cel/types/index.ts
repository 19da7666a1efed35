export * from './checkTypes';
export * from './TypeEnvironment';
