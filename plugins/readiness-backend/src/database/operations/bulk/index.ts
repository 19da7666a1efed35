export * from './arrayLiteral';
export * from './bulkDelete';
export * from './bulkUpsert';
export * from './idSet';
export * from './textSet';
