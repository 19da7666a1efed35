export * from './CelEngine';
export * from './policy';
