export * from './DefaultEntityFiles';
export * from './EntityFiles';
export * from './entityFilesServiceRef';
export type { FileLimits } from './FileLimits';
export * from './readRepositoryUrl';
export * from './toRepositoryUrl';
