export * from './CollectionRuns';
export * from './CollectorLease';
export * from './runTimes';
export * from './withTimeout';
