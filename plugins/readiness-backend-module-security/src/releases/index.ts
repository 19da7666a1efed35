export * from './ReleasesCollector';
