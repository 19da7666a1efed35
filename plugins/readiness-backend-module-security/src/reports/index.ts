export * from './ProblemList';
export * from './ReportFiles';
