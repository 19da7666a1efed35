export * from './GroupReadiness';
export * from './TeamDeliveryPage';
export * from './TeamHistoryPage';
export * from './TeamPage';
export * from './TeamRecordPage';
