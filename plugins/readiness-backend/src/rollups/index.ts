export * from './CounterDeltas';
