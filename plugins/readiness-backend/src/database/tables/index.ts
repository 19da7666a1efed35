/**
 * Row types, one per table, with their columns. Times are epoch milliseconds in `bigint` columns: the PostgreSQL
 * driver hands them over as strings, so that operations convert with `Number()` at the edge.
 * Booleans come back from SQLite as 0 and 1. Entity refs are whole and in lower case.
 */
export * from './CatalogTables';
export * from './CollectorTables';
export * from './DefinitionTables';
export * from './DeliveryTables';
export * from './FactTables';
export * from './HistoryTables';
export * from './OwnershipTables';
export * from './ProblemTables';
export * from './ReactionTables';
export * from './RecordTables';
export * from './ReplayTables';
export * from './ResultTables';
export * from './RollupTables';
export * from './TableColumns';
export * from './VisibilityTables';
