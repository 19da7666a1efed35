export * from './SloCollector';
