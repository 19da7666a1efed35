export * from './activateDefinitions';
export * from './ensureChecks';
export * from './listDefinitionVersions';
export * from './recordActivation';
export * from './recordReadability';
export * from './registerDefinition';
export * from './selectActiveDefinitions';
