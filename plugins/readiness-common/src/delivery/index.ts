export * from './DeliveryEvent';
