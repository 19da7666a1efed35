export * from './CostCollector';
