export * from './ConfiguredRecipeRunner';
export * from './RecipeCollector';
export type { OnExchange, RecipeExchange } from './RecipeSource';
