export * from './createHistoryReplay';
export * from './HistoryReplay';
export * from './startAfterReplay';
