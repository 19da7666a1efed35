export * from './FactFollowers';
