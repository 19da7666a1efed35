export * from './DocumentsCollector';
export * from './EntityReading';
export * from './OutsideReviewers';
export * from './RepositoryCollector';
