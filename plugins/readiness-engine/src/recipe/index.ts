export type {
  AskRecipe,
  RecipeAnswer,
  RecipeQuestion,
  RecipeRun,
} from './askPages';
export * from './observeRecipe';
export { compileRecipe, Recipe } from './Recipe';
export * from './RecipeError';
export * from './testRecipe';
