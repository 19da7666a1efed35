export * from './Collector';
export * from './readCollectorSchedule';
export * from './readinessCollectorsExtensionPoint';
