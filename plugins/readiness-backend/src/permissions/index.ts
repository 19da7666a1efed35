export * from './DefaultReadingScopes';
export * from './ReadingScope';
export * from './registerPermissions';
export * from './VisibleSets';
