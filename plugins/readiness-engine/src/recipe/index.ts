export type { AskRecipe, RecipeAnswer, RecipeQuestion } from './askPages';
export * from './observeRecipe';
export { compileRecipe, Recipe } from './Recipe';
export * from './RecipeError';
export * from './testRecipe';
