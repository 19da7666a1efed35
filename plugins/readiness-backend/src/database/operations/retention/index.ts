export * from './deleteOld';
export * from './deleteRemovedEntities';
export * from './foldMovements';
