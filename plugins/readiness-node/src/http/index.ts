export * from './createSourceClient';
export * from './readJsonText';
export * from './readSourceServer';
export * from './SecretMask';
export * from './SourceClient';
export * from './SourceError';
