export * from './CollectionRuns';
export * from './CollectorLease';
export * from './highestSeen';
export { RunProgress } from './RunProgress';
export * from './runTimes';
export * from './withTimeout';
export type { FactsChanged } from './writeObservations';
