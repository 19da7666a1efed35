export * from './ConfiguredFiles';
export * from './DefaultEntityFiles';
export * from './DefaultEntityHistory';
export * from './EntityFiles';
export * from './entityFilesServiceRef';
export * from './EntityHistory';
export * from './entityHistoryServiceRef';
export type { FileLimits } from './FileLimits';
export * from './push';
export * from './readRepositoryUrl';
export {
  repositoryFileGlobs,
  type RepositoryFilesListing,
} from './RepositoryFiles';
export * from './toRepositoryUrl';
