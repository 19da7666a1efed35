export * from './Rename';
export * from './renameEntities';
export * from './renameOwners';
export * from './renameScopes';
export * from './selectPreviousRefs';
export * from './selectRenameRows';
export * from './selectUnknownOwners';
