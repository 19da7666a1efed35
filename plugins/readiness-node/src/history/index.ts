export * from './FactSeries';
export * from './readinessHistoryExtensionPoint';
