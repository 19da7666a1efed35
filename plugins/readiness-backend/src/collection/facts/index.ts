export * from './hashFact';
