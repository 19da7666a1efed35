export * from './KnownSlos';
export * from './SloCollector';
