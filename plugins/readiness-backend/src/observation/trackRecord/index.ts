export * from './TrackRecordCollector';
export * from './recordRules';
