export * from './StandardsPage';
