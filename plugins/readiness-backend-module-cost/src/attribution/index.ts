export * from './attributeSpend';
export * from './costFact';
export * from './EntityIndex';
export * from './ObservedPeriod';
export * from './SpendAggregate';
