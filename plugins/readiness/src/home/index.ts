export * from './HomeReadinessCard';
export * from './MyReadiness';
