export {
  boundedJson,
  factBounds,
  isPlainObject,
  type JsonBounds,
} from './boundedJson';
export { readEntityRef, type EntityIdentity } from './entityRefs';
export * from './readCatalogEntity';
export * from './storableText';
export * from './TierRules';
export * from './toOwnerFact';
