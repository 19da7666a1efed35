export * from './AlertsCollector';
