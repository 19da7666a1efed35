export * from './InfrastructureObserver';
