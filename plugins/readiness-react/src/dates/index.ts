export * from './dateWords';
export * from './RelativeDate';
