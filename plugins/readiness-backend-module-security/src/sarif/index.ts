export * from './readSarif';
export * from './SarifCollector';
export * from './ScannedRun';
