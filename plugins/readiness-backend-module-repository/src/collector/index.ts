export * from './OutsideReviewers';
export * from './RepositoryCollector';
