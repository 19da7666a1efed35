export * from './activateDefinitions';
export * from './ensureChecks';
export * from './registerDefinition';
export * from './selectActiveDefinitions';
