export * from './boundedJson';
export * from './hashFact';
