export * from './RequestBudgets';
