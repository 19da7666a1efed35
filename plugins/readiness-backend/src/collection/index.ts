export * from './catalog';
export * from './CollectionService';
export * from './connectedCollectors';
export * from './knownFacts';
export * from './push';
export * from './registerCollectors';
export * from './scheduleCollection';
