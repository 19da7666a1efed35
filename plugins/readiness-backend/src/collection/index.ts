export * from './catalog';
export * from './CollectionService';
export * from './connectedCollectors';
export * from './registerCollectors';
export * from './scheduleCollection';
