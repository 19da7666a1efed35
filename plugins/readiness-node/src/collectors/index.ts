export * from './Collector';
export * from './readinessCollectorsExtensionPoint';
