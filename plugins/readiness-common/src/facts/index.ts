export * from './CatalogFact';
export * from './CostFact';
export * from './FactSnapshot';
export * from './ManifestsFact';
export * from './PolicyFact';
export * from './RepositoryFact';
export * from './SloFact';
