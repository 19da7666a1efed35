export * from './PolicyCel';
