export * from './Collector';
export * from './readCollectorSchedule';
export * from './readDirectoryAnnotation';
export * from './readinessCollectorsExtensionPoint';
