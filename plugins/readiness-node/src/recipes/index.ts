export * from './readinessRecipesExtensionPoint';
