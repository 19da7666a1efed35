export * from './claimCollectorRun';
export * from './extendCollectorRun';
export * from './finishCollectorRun';
export * from './makeCollectorsDue';
export * from './readCollectorRun';
export * from './releaseCollectorRun';
export * from './selectNewEntityIds';
export * from './syncCollectorRuns';
