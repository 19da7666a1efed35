export * from './DeliveryCollector';
export * from './foldEntityEvents';
export * from './IncidentsCollector';
