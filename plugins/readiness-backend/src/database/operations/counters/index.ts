export * from './addToCounters';
