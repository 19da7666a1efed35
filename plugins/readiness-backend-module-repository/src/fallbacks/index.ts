export * from './FallbacksCollector';
export { fallbackSynonyms } from './readFallbacks';
