export * from './deleteFacts';
export * from './touchFacts';
export * from './upsertFacts';
export * from './upsertOwnerSetFacts';
