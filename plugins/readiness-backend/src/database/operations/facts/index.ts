export * from './deleteFacts';
export * from './lockFacts';
export * from './lockFactsSeenAfter';
export * from './touchFacts';
export * from './upsertFacts';
export * from './upsertOwnerSetFacts';
