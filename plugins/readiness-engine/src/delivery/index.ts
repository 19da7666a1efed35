export * from './DeliveryMetrics';
export * from './DeliveryRecord';
export * from './DeliveryRules';
