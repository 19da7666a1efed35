export * from './replaceProblems';
