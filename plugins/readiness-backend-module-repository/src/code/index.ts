export * from './codeCollectors';
export {
  CatalogEntities,
  ListedEntities,
  type KnownEntities,
} from './collector';
