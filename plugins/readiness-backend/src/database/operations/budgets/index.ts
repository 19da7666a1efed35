export * from './requestBudgets';
