export * from './flattenMessages';
export * from './readinessReactTranslationRef';
export * from './Translate';
