export * from './ContributorsObserver';
export * from './DependencyHistoryObserver';
export * from './ProductionObserver';
export * from './RunbookHistoryObserver';
