export * from './createObservationCollectors';
