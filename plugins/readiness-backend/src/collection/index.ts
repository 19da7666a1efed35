export * from './catalog';
export * from './Collection';
export * from './CollectionService';
export * from './CollectorSet';
export * from './connectedCollectors';
export * from './knownFacts';
export { describeError } from './problems';
export * from './push';
export * from './registerCollectors';
export {
  deleteObservations,
  readObservations,
  writeObservations,
  type EntityReading,
} from './runs';
export * from './scheduleCollection';
