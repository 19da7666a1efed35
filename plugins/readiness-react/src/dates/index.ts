export * from './dateWords';
export * from './durationWords';
export * from './RelativeDate';
