export * from './RequestBudget';
export * from './RetryLaterError';
