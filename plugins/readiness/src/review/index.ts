export * from './ReviewPage';
