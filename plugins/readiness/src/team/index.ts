export * from './TeamDeliveryPage';
export * from './TeamPage';
export * from './TeamRecordPage';
