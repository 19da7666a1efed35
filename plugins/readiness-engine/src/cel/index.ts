export * from './CelEngine';
export * from './functions';
export * from './policy';
