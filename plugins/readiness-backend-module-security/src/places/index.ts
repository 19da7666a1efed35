export * from './EntityPlace';
export * from './PathPattern';
