export * from './deleteFacts';
export * from './lockFactsSeenAfter';
export * from './touchFacts';
export * from './upsertFacts';
export * from './upsertOwnerSetFacts';
