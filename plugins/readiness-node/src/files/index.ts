export * from './DefaultEntityFiles';
export * from './EntityFiles';
export * from './entityFilesServiceRef';
export type { FileLimits } from './FileLimits';
