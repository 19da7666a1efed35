export * from './CatalogCollector';
export { catalogCollector } from './writeCatalogPage';
export { ownerCollector } from './writeOwnerFacts';
