export * from './EntityPlace';
export * from './PathPattern';
export * from './readEntityRef';
