export * from './TechnologyObserver';
