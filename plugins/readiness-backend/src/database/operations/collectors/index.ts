export * from './finishCollectorRun';
export * from './makeCollectorsDue';
export * from './noteLastEntityId';
export * from './readCollectorRun';
export * from './selectNewEntityIds';
export * from './startCollectorRun';
export * from './syncCollectorRuns';
