export {
  collectorDocumentSchema,
  readMinutes,
  type CollectorDocument,
} from './CollectorDocument';
export * from './jsonSchemas';
export * from './PushedCollectorDocument';
export type { RecipePagination } from './RecipePagination';
export type { RecipeLookup, RecipeRequest } from './RecipeRequest';
export type { RecipeTest } from './RecipeTest';
export * from './Scorecard';
export * from './ScorecardCheck';
export * from './ScorecardTest';
