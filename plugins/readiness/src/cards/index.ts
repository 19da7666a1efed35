export * from './EntityReadinessCard';
export * from './GroupReadinessCard';
