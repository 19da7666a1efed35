export * from './RecipeCollectors';
