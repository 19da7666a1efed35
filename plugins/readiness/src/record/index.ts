export * from './EntryKindIcon';
export * from './entryWords';
export * from './RecordEntry';
export * from './TrackRecord';
export * from './titleWords';
