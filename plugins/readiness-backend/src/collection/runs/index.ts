export * from './CollectionRuns';
export * from './CollectorLease';
export * from './highestSeen';
export * from './runTimes';
export * from './withTimeout';
