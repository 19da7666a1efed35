export * from './deliveryTargets';
export * from './EventReader';
export * from './readinessEventsExtensionPoint';
export * from './toDeliveryTarget';
