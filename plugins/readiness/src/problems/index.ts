export * from './ProblemsTable';
