export * from './readinessTranslationRef';
export * from './useReadinessTranslation';
