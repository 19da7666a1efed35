export * from './flattenMessages';
export * from './readinessReactTranslationRef';
