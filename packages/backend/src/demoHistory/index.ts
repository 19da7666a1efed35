export * from './demoHistoryModule';
