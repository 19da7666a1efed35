export * from './AccountSpendCollector';
export * from './CatalogIndex';
export * from './CostCollector';
export * from './FocusSource';
