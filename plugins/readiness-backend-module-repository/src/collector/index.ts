export * from './RepositoryCollector';
