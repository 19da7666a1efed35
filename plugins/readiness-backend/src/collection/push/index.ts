export * from './PushedFacts';
