export {
  collectorDocumentSchema,
  readMinutes,
  type CollectorDocument,
  type RecipeLookup,
  type RecipePagination,
  type RecipeRequest,
  type RecipeTest,
} from './CollectorDocument';
export type { FactType, FactTypeName } from './FactType';
export * from './jsonSchemas';
export * from './PushedCollectorDocument';
export * from './Scorecard';
export * from './ScorecardCheck';
export * from './ScorecardTest';
