export * from './EventReader';
export * from './readinessEventsExtensionPoint';
