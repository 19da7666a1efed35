export * from './describeError';
