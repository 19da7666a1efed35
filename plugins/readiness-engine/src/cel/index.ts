export { type BusinessClock } from './BusinessClock';
export * from './CelEngine';
export * from './functions';
export * from './policy';
export { type ReadPaths } from './ReadPaths';
