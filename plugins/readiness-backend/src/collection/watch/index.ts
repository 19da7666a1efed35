export * from './CollectorWatches';
export * from './RefreshRequests';
