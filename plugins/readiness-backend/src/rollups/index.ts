export * from './CounterDeltas';
export * from './rebuildGroupClosure';
export * from './recountCounters';
export * from './scheduleRollups';
export * from './writeDaySnapshots';
