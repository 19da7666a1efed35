export * from './CollectionRuns';
export * from './CollectorLease';
export * from './highestSeen';
export { RunProgress } from './RunProgress';
export * from './runTimes';
export * from './withTimeout';
export { readObservations } from './readObservations';
export {
  deleteObservations,
  writeObservations,
  type EntityReading,
  type FactsChanged,
} from './writeObservations';
