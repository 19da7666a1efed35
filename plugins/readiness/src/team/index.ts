export * from './TeamPage';
