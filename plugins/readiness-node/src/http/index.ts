export * from './createSourceClient';
export * from './SecretMask';
export * from './SourceClient';
export * from './SourceError';
