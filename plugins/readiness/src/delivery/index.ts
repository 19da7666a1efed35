export * from './DeliveryPanel';
export * from './metricWords';
