export * from './FilesWatch';
export * from './filesWatchServiceRef';
