export * from './DerivedFacts';
