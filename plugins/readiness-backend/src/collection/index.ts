export * from './catalog';
export * from './CollectionService';
export * from './registerCollectors';
export { tickFrequency } from './runTimes';
