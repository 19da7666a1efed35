export * from './deleteOldProblems';
export * from './replaceProblems';
