export * from './collectFacts';
export * from './readEntities';
