export * from './RelativeDate';
